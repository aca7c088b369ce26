//! Every window command, in one list: it yields the handlers and the TypeScript map.
//!
//! A command is five lines in `commands/<area>.rs`: parse, one call of the engine, a view. Its name stands also in the
//! permission file of the main window and in the engine's role table; a law of the house compares the three.

pub mod admin;
pub mod catalog;
pub mod layouts;
pub mod mails;
pub mod order;
pub mod prints;
mod reading;
pub mod shelf;
pub mod ticket;
pub mod tickets;
pub mod window;

use crate::views::desk::Problem;

/// What a command answers.
pub type Answer<T> = Result<T, Problem>;

/// Hands the list of commands to another macro.
#[macro_export]
macro_rules! with_commands {
    ($then:ident) => {
        $then! {
            admin::get_desk(NoInput) -> DeskView,
            admin::start_run(RunInput) -> RunView,
            admin::cancel_run(NoInput) -> (),
            admin::list_runs(RunQuery) -> Vec<RunView>,
            admin::set_schedule(ScheduleInput) -> ScheduleView,
            admin::list_suppliers(NoInput) -> Vec<SupplierView>,
            admin::set_supplier(SupplierInput) -> SupplierView,
            admin::test_supplier(SupplierName) -> SupplierTestView,
            admin::remove_supplier_keys(SupplierName) -> SupplierView,
            catalog::list_countries(NoInput) -> Vec<CountryView>,
            catalog::list_cities(CityQuery) -> Vec<CityView>,
            catalog::enable_cities(CityIds) -> (),
            catalog::disable_cities(CityIds) -> (),
            catalog::list_experiences(BrowseQuery) -> ExperiencePage,
            catalog::get_experience(ById) -> ExperienceView,
            catalog::list_products(BrowseQuery) -> ProductPage,
            catalog::get_product(ById) -> ProductView,
            catalog::search_catalog(SearchQuery) -> SearchView,
            catalog::list_tags(TagQuery) -> Vec<TagGroupView>,
            shelf::get_shelf(NoInput) -> ShelfView,
            shelf::set_favourite(FavouriteInput) -> (),
            catalog::fetch_free(FreeQuery) -> Vec<FreeView>,
            catalog::fetch_availability(AvailabilityQuery) -> AvailabilityView,
            order::create_order(OrderInput) -> OrderView,
            order::confirm_order(OrderId) -> OrderView,
            order::check_order(OrderId) -> OrderView,
            order::cancel_order(CancelInput) -> OrderView,
            order::list_orders(OrderQuery) -> OrderPage,
            order::get_order(OrderId) -> OrderView,
            order::hold_again(OrderId) -> OrderView,
            order::record_payment(PaymentInput) -> OrderView,
            order::list_holds(NoInput) -> Vec<OrderCard>,
            order::acknowledge_order(OrderId) -> OrderView,
            order::list_customers(CustomerQuery) -> Vec<CustomerView>,
            window::close_window(NoInput) -> (),
            ticket::preview_tickets(PreviewInput) -> PreviewView,
            ticket::save_tickets(SaveInput) -> SavedView,
            ticket::open_tickets(OrderId) -> (),
            tickets::get_tickets(OrderId) -> TicketsView,
            tickets::check_tickets(OrderId) -> TicketsView,
            tickets::scan_ticket(ScanInput) -> Vec<ScannedView>,
            tickets::list_events(EventQuery) -> EventPage,
            tickets::list_sinks(NoInput) -> Vec<SinkView>,
            tickets::set_event_file(EventFileInput) -> Vec<SinkView>,
            prints::list_printers(NoInput) -> Vec<PrinterView>,
            prints::list_printer_choices(NoInput) -> Vec<PrinterChoiceView>,
            prints::choose_printer(PrinterChoiceInput) -> Vec<PrinterChoiceView>,
            prints::print_tickets(PrintInput) -> Vec<PrintJobView>,
            prints::list_pickups(PickupQuery) -> Vec<PickupView>,
            prints::print_batch(BatchInput) -> BatchView,
            prints::list_prints(PrintQuery) -> PrintRoomView,
            prints::answer_print(AnswerPrintInput) -> PrintJobView,
            prints::resume_batch(BatchId) -> BatchView,
            prints::stop_batch(BatchId) -> BatchView,
            mails::send_tickets(SendInput) -> MailView,
            mails::list_mails(MailQuery) -> MailPage,
            mails::answer_mail(AnswerMailInput) -> MailView,
            mails::get_mail_settings(NoInput) -> MailSettingsView,
            mails::set_mail_settings(MailSettingsInput) -> MailSettingsView,
            mails::test_mail(TestMailInput) -> MailTestView,
            layouts::list_layouts(NoInput) -> Vec<LayoutCard>,
            layouts::get_layout(LayoutName) -> LayoutView,
            layouts::preview_layout(PreviewLayoutInput) -> LayoutPreviewView,
            layouts::save_layout(SaveLayoutInput) -> LayoutView,
            layouts::delete_layout(LayoutName) -> (),
            layouts::import_layout(NoInput) -> ImportedView,
            layouts::export_layout(LayoutName) -> SavedView,
            layouts::get_logo(NoInput) -> LogoView,
            layouts::choose_logo(NoInput) -> LogoView,
            layouts::remove_logo(NoInput) -> LogoView,
        }
    };
}

macro_rules! handler_of {
    ($($area:ident :: $name:ident ( $input:ty ) -> $output:ty,)*) => {
        tauri::generate_handler![$($area::$name),*]
    };
}

/// What answers the window's calls.
pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
    with_commands!(handler_of)
}
