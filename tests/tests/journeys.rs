//! Whole-desk journeys, use case by use case, through the command line and over real HTTP, and what no use case names:
//! the command line's contract, real keyrings, faults and kills.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests fail like tests")]

#[path = "journeys/bad_days.rs"]
mod bad_days;
#[path = "journeys/cli_contract.rs"]
mod cli_contract;
#[path = "journeys/crash.rs"]
mod crash;
#[path = "journeys/crash_grid.rs"]
mod crash_grid;
#[path = "journeys/faults.rs"]
mod faults;
#[path = "journeys/hostile.rs"]
mod hostile;
#[path = "journeys/keyring.rs"]
mod keyring;
#[path = "journeys/killed_runs.rs"]
mod killed_runs;
#[path = "journeys/mails.rs"]
mod mails;
#[path = "journeys/one_reference.rs"]
mod one_reference;
#[path = "journeys/print_queue.rs"]
mod print_queue;
#[path = "journeys/release.rs"]
mod release;
#[path = "journeys/uc_01_browse_countries.rs"]
mod uc_01_browse_countries;
#[path = "journeys/uc_02_browse_cities.rs"]
mod uc_02_browse_cities;
#[path = "journeys/uc_03_browse_experiences.rs"]
mod uc_03_browse_experiences;
#[path = "journeys/uc_04_open_experience.rs"]
mod uc_04_open_experience;
#[path = "journeys/uc_05_products_of_an_experience.rs"]
mod uc_05_products_of_an_experience;
#[path = "journeys/uc_06_browse_products.rs"]
mod uc_06_browse_products;
#[path = "journeys/uc_07_open_product.rs"]
mod uc_07_open_product;
#[path = "journeys/uc_08_availability.rs"]
mod uc_08_availability;
#[path = "journeys/uc_10_browse_tags.rs"]
mod uc_10_browse_tags;
#[path = "journeys/uc_11_filter_by_tag.rs"]
mod uc_11_filter_by_tag;
#[path = "journeys/uc_12_create_order.rs"]
mod uc_12_create_order;
#[path = "journeys/uc_13_confirm_order.rs"]
mod uc_13_confirm_order;
#[path = "journeys/uc_14_order_status.rs"]
mod uc_14_order_status;
#[path = "journeys/uc_15_cancel_order.rs"]
mod uc_15_cancel_order;
#[path = "journeys/uc_16_tickets.rs"]
mod uc_16_tickets;
#[path = "journeys/uc_17_switch_cities.rs"]
mod uc_17_switch_cities;
#[path = "journeys/uc_18_sync_tags.rs"]
mod uc_18_sync_tags;
#[path = "journeys/uc_19_refresh.rs"]
mod uc_19_refresh;
#[path = "journeys/uc_20_schedule.rs"]
mod uc_20_schedule;
#[path = "journeys/uc_21_full_world.rs"]
mod uc_21_full_world;
#[path = "journeys/uc_22_quick_sync.rs"]
mod uc_22_quick_sync;
