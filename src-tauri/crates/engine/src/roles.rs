//! Who may do what: one row for every command of the window. The engine asks here, not the window.

/// What a person is at this desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Sells.
    Agent,
    /// Prints and hands over.
    BoxOffice,
    /// Keeps the catalogue, keys and operators.
    Administrator,
}

use Role::{Administrator, Agent, BoxOffice};

const EVERYBODY: &[Role] = &[Agent, BoxOffice, Administrator];
const SELLERS: &[Role] = &[Agent, Administrator];
const ADMINISTRATORS: &[Role] = &[Administrator];

/// The role table: command and the roles that may give it.
pub const TABLE: &[(&str, &[Role])] = &[
    ("get_desk", EVERYBODY),
    ("start_run", ADMINISTRATORS),
    ("cancel_run", ADMINISTRATORS),
    ("list_runs", EVERYBODY),
    ("list_suppliers", ADMINISTRATORS),
    ("set_supplier", ADMINISTRATORS),
    ("test_supplier", ADMINISTRATORS),
    ("remove_supplier_keys", ADMINISTRATORS),
    ("list_countries", EVERYBODY),
    ("list_cities", EVERYBODY),
    ("enable_cities", ADMINISTRATORS),
    ("disable_cities", ADMINISTRATORS),
    ("list_experiences", EVERYBODY),
    ("get_experience", EVERYBODY),
    ("list_products", EVERYBODY),
    ("get_product", EVERYBODY),
    ("search_catalog", EVERYBODY),
    ("list_tags", EVERYBODY),
    ("get_shelf", EVERYBODY),
    ("set_favourite", EVERYBODY),
    ("fetch_free", SELLERS),
    ("set_schedule", ADMINISTRATORS),
    ("fetch_availability", SELLERS),
    ("create_order", SELLERS),
    ("confirm_order", SELLERS),
    ("check_order", EVERYBODY),
    ("cancel_order", SELLERS),
    ("list_orders", EVERYBODY),
    ("get_order", EVERYBODY),
    ("hold_again", SELLERS),
    ("record_payment", SELLERS),
    ("list_holds", EVERYBODY),
    ("acknowledge_order", SELLERS),
    ("list_customers", SELLERS),
    ("close_window", EVERYBODY),
    ("preview_tickets", EVERYBODY),
    ("save_tickets", EVERYBODY),
    ("open_tickets", EVERYBODY),
    ("get_tickets", EVERYBODY),
    ("check_tickets", EVERYBODY),
    ("scan_ticket", EVERYBODY),
    ("list_events", EVERYBODY),
    ("list_sinks", EVERYBODY),
    ("set_event_file", ADMINISTRATORS),
    ("list_printers", EVERYBODY),
    ("list_printer_choices", EVERYBODY),
    ("choose_printer", EVERYBODY),
    ("print_tickets", EVERYBODY),
    ("list_pickups", EVERYBODY),
    ("print_batch", EVERYBODY),
    ("list_prints", EVERYBODY),
    ("answer_print", EVERYBODY),
    ("resume_batch", EVERYBODY),
    ("stop_batch", EVERYBODY),
    ("send_tickets", EVERYBODY),
    ("list_mails", EVERYBODY),
    ("answer_mail", EVERYBODY),
    ("get_mail_settings", ADMINISTRATORS),
    ("set_mail_settings", ADMINISTRATORS),
    ("test_mail", ADMINISTRATORS),
    ("list_layouts", EVERYBODY),
    ("get_layout", EVERYBODY),
    ("preview_layout", EVERYBODY),
    ("save_layout", ADMINISTRATORS),
    ("delete_layout", ADMINISTRATORS),
    ("import_layout", ADMINISTRATORS),
    ("export_layout", EVERYBODY),
    ("get_logo", EVERYBODY),
    ("choose_logo", ADMINISTRATORS),
    ("remove_logo", ADMINISTRATORS),
];

/// Whether a role may put a ticket in the place of another: whoever sells must not be able to print a second valid one.
pub const fn may_replace(role: Role) -> bool {
    match role {
        BoxOffice | Administrator => true,
        Agent => false,
    }
}

/// Whether a role may give a command. A command without a row may be given by nobody.
pub fn may(role: Role, command: &str) -> bool {
    TABLE.iter().any(|(name, roles)| *name == command && roles.contains(&role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_without_a_row_is_nobodys() {
        assert!(!may(Administrator, "drop_everything"));
        assert!(may(Administrator, "set_supplier") && !may(Agent, "set_supplier"));
        assert!(may(BoxOffice, "save_tickets") && !may(BoxOffice, "create_order"));
    }
}
