//! The work: use cases behind one handle, the Desk
