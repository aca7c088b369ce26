//! Every window command, in one list: it yields the handlers and the TypeScript map.
//!
//! A command is five lines in `commands/<area>.rs`: parse, one call of the engine, a view. Its name stands also in the
//! permission file of the main window and in the engine's role table; a law of the house compares the three.

pub mod admin;
pub mod catalog;
pub mod order;
mod reading;
pub mod shelf;
pub mod ticket;
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
            ticket::preview_tickets(OrderId) -> PreviewView,
            ticket::save_tickets(SaveInput) -> SavedView,
            ticket::open_tickets(OrderId) -> (),
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
