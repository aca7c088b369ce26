//! The second door: everything the window can do, for scripts, cron and servers
