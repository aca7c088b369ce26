// Generated from src-tauri/src/views. Do not edit.

/** Says what becomes of a mail. */
export type AnswerMailInput = {
  /** The mail. */
  id: string,
  /** What becomes of it. */
  answer: MailAnswerView,
};

/** Says what a person saw at the printer. */
export type AnswerPrintInput = {
  /** The job. */
  job: string,
  /** Whether it is on paper, whole and readable. */
  on_paper: boolean,
};

/** Asks for a range of days. */
export type AvailabilityQuery = {
  /** Product's id. */
  product: string,
  /** First day, `yyyy-MM-dd`. */
  from: string,
  /** Last day, `yyyy-MM-dd`; at most 90 days after the first. */
  to: string,
};

/** The supplier's answer. */
export type AvailabilityView = {
  /** Product's id. */
  product: string,
  /** First day asked. */
  from: string,
  /** Last day asked. */
  to: string,
  /** Last day the supplier knows about, where said. */
  known_until: string | null,
  /** Sold at all now. */
  sales_enabled: boolean,
  /** Most tickets in one order. */
  max_per_order: number | null,
  /** Days. */
  days: Array<DayView>,
  /** Kinds of visitors. */
  variants: Array<VariantView>,
  /** When asked, ms since 1970. */
  asked_at: number,
};

/** What stands and what was paid, in one currency. */
export type BalanceView = {
  /** The orders that stand. */
  due: MoneyView,
  /** Paid, less what was paid back. */
  paid: MoneyView,
  /** Still to be paid; negative when something is to be paid back. */
  open: MoneyView,
};

/** What one client took in one visit, and what was paid for it. */
export type BasketView = {
  /** Its first order. */
  id: string,
  /** Its orders, each with a truth of its own. */
  orders: Array<OrderCard>,
  /** What was paid, in order. */
  payments: Array<PaymentView>,
  /** By currency. */
  balances: Array<BalanceView>,
};

/** Names a batch. */
export type BatchId = {
  /** The id. */
  id: string,
};

/** Prints whatever is not printed of these orders, by time of the visit and name. */
export type BatchInput = {
  /** The orders. */
  orders: Array<string>,
  /** On which paper. */
  media: MediaView,
  /** Made anew by the window for each wish: the same press twice is one batch. */
  key: string,
};

/** How a batch stands. */
export type BatchStateView = "running" | "stopped" | "done";

/** Tickets of several orders, one after the other. */
export type BatchView = {
  /** Its id. */
  id: string,
  /** How it stands. */
  state: BatchStateView,
  /** Why it waits, a sentence. */
  reason: string | null,
  /** The printer's name. */
  printer: string,
  /** Its jobs. */
  jobs: number,
  /** Of them on paper. */
  done: number,
  /** Of them perhaps on paper. */
  doubtful: number,
  /** Of them certainly not on paper, and not tried again by themselves. */
  failed: number,
  /** What is not printed although it was asked for, sentences: a void order, tickets that are not here yet. */
  left_out: Array<string>,
  /** When it was begun, ms since 1970. */
  created_at: number,
};

/** Lists experiences or products of enabled cities. */
export type BrowseQuery = {
  /** Only this city. */
  city: string | null,
  /** Only this country: ISO code or supplier's id. */
  country: string | null,
  /** Only with all of these tags. */
  tags: Array<string>,
  /** Only products of this experience (`list_products`). */
  experience: string | null,
  /** From 1. */
  page: number,
  /** 1 to 100. */
  page_size: number,
};

/** One thing by its id. */
export type ById = {
  /** The id. */
  id: string,
};

/** Cancels an order. */
export type CancelInput = {
  /** The order. */
  id: string,
  /** The supplier's word for the reason; `OTHER` where nothing fits. */
  reason: string,
};

/** How old and how large the catalogue is. */
export type CatalogueView = {
  /** When it was last fetched, ms since 1970; `null` when empty. */
  fetched_at: number | null,
  /** Countries. */
  countries: number,
  /** Cities. */
  cities: number,
  /** Of them enabled. */
  cities_enabled: number,
  /** Experiences in enabled cities. */
  experiences: number,
  /** Products in enabled cities. */
  products: number,
  /** Products of all cities, enabled or not. */
  products_all: number,
  /** Products whose variants are here; fetched in the background, so it grows towards `products_all`. */
  variants_known: number,
};

/** How fresh the supplier's word is. */
export type CheckedView = {
  /** When it was heard, ms since 1970. */
  as_of: number,
  /** Whether the supplier answered just now; else this is what was known before. */
  reached: boolean,
};

/** Switches cities on or off. */
export type CityIds = {
  /** Ids of cities. */
  ids: Array<string>,
};

/** Lists cities. */
export type CityQuery = {
  /** ISO code or supplier's id of a country. */
  country: string | null,
  /** Only enabled ones. */
  enabled_only: boolean,
};

/** A city. */
export type CityView = {
  /** Id. */
  id: string,
  /** Name. */
  name: string,
  /** Country's id. */
  country: string,
  /** Country's name. */
  country_name: string,
  /** Country's ISO 3166-1 alpha-2. */
  country_code: string | null,
  /** IANA time zone. */
  time_zone: string | null,
  /** Currency; the desk's where the city names none. */
  currency: string,
  /** Latitude, degrees. */
  lat: number | null,
  /** Longitude, degrees. */
  lng: number | null,
  /** Whether agents see it. */
  enabled: boolean,
  /** Experiences in it. */
  experiences: number,
  /** Products in it. */
  products: number,
  /** When last fetched, ms since 1970. */
  fetched_at: number | null,
};

/** A country. */
export type CountryView = {
  /** Id. */
  id: string,
  /** Name. */
  name: string,
  /** ISO 3166-1 alpha-2. */
  iso_code: string | null,
  /** Enabled cities in it. */
  cities: number,
  /** Experiences in enabled cities. */
  experiences: number,
};

/** Finds clients of earlier orders. */
export type CustomerQuery = {
  /** Parts of name, e-mail or telephone. */
  text: string,
};

/** Who buys. */
export type CustomerView = {
  /** First name. */
  first_name: string,
  /** Last name. */
  last_name: string,
  /** E-mail. */
  email: string,
  /** Telephone. */
  phone: string,
};

/** How a day stands: what is sold out was on offer. */
export type DayState = "free" | "sold_out" | "not_offered";

/** A day of the range. */
export type DayView = {
  /** `yyyy-MM-dd`. */
  day: string,
  /** How it stands. Days that the supplier does not know yet are absent from the list. */
  state: DayState,
  /** Most in one order; not a stock figure. */
  max: number | null,
  /** Lowest full price: that of the kind of visitor the supplier names first. */
  from_price: MoneyView | null,
  /** Its times. */
  slots: Array<SlotView>,
};

/** The desk at a glance. */
export type DeskView = {
  /** Version of the program. */
  version: string,
  /** Practice on the built-in sandbox; nothing is really sold. */
  training: boolean,
  /** One light per supplier that is set up. */
  suppliers: Array<SupplierLightView>,
  /** Orders held. */
  held: number,
  /** Orders being fulfilled. */
  fulfilling: number,
  /** Orders whose outcome is being looked up. */
  unknown: number,
  /** What happened to orders by itself and nobody has seen yet, the oldest first. */
  notices: Array<NoticeView>,
  /** The catalogue. */
  catalogue: CatalogueView,
  /** A run that is going on. */
  run: RunView | null,
  /** When the catalogue refreshes by itself. */
  schedule: ScheduleView,
  /** Now, by the desk's clock, ms since 1970: countdowns follow it. */
  now: number,
};

/** One ticket. */
export type DistributionView = {
  /** Its id. */
  id: string,
  /** Place within its group, from 1. */
  number: number,
  /** Place among the tickets of the order, from 1; `null` where the supplier's own document holds the line. */
  place: number | null,
  /** The supplier's id of the ticket; empty where it gave none. */
  ticket_number: string,
  /** How it stands. */
  status: TicketStatusView,
  /** Since when, ms since 1970. */
  status_at: number,
  /** When its validity ends, ms since 1970. */
  valid_until: number,
  /** Whether the holder may enter with it. */
  valid: boolean,
  /** Whether it is worth nothing any more. */
  void: boolean,
  /** The ticket that took its place. */
  replaced_by: string | null,
  /** Sheets that are on paper for certain, copies with them. */
  printed: number,
  /** Of them copies. */
  copies: number,
  /** Sheets that may be on paper. */
  in_doubt: number,
  /** Whether a mail server took it. */
  mailed: boolean,
  /** Whether it may be printed for the first time. */
  may_print: MayView,
  /** Whether a copy may be printed. */
  may_copy: MayView,
  /** Whether another ticket may take its place, once a reason is given. */
  may_replace: MayView,
};

/** Sets the file that events are written to. */
export type EventFileInput = {
  /** Ask which file; else events go to no file any more. */
  choose: boolean,
};

/** Some events of all orders. */
export type EventPage = {
  /** Oldest first after a place, else newest first. */
  items: Array<TicketEventView>,
  /** Place of the newest event of all; 0 when there is none. */
  newest: number,
};

/** Asks for events. */
export type EventQuery = {
  /** Only those after this place; `null` for the newest. */
  since: number | null,
  /** Most events. */
  limit: number,
};

/** An experience in a list. */
export type ExperienceCard = {
  /** Id. */
  id: string,
  /** `venue`, `activity`, `service`, `poi`, or the supplier's word. */
  kind: string,
  /** Title. */
  title: string,
  /** One line. */
  tagline: string | null,
  /** City's id. */
  city: string,
  /** City's name. */
  city_name: string,
  /** Country's name. */
  country_name: string,
  /** Best picture. */
  picture: PictureView | null,
  /** Average rating, 0 to 5. */
  rating: number | null,
  /** Votes. */
  votes: number,
  /** Lowest price. */
  from_price: MoneyView | null,
  /** Tag names. */
  tags: Array<string>,
  /** How many products. */
  products: number,
  /** On the shelf. */
  favourite: boolean,
  /** When its city was last fetched, ms since 1970. */
  fetched_at: number | null,
};

/** A page of experiences. */
export type ExperiencePage = {
  /** The items. */
  items: Array<ExperienceCard>,
  /** From 1. */
  page: number,
  /** Page size. */
  page_size: number,
  /** Over all pages. */
  total: number,
};

/** An experience, opened. */
export type ExperienceView = {
  /** What the list shows. */
  card: ExperienceCard,
  /** Safe subset of HTML. */
  description: string | null,
  /** Street address. */
  address: string | null,
  /** Where it is. */
  geo: PointView | null,
  /** Google's id of the place. */
  google_place_id: string | null,
  /** Its page at the supplier. */
  url: string | null,
  /** Pictures, best first. */
  pictures: Array<PictureView>,
  /** Its products. */
  products: Array<ProductCard>,
  /** When fetched, ms since 1970. */
  fetched_at: number | null,
};

/** Puts something on the shelf, or takes it off. */
export type FavouriteInput = {
  /** What it is. */
  kind: ShelfKind,
  /** Its id. */
  id: string,
  /** On the shelf. */
  on: boolean,
};

/** Asks the supplier what is free on a day; at most 24 ids in all. */
export type FreeQuery = {
  /** Experiences' ids. */
  experiences: Array<string>,
  /** Products' ids. */
  products: Array<string>,
  /** `yyyy-MM-dd`. */
  day: string,
  /** How many go. */
  people: number,
};

/** Whether there is room; `unknown` where it could not be asked. */
export type FreeState = "free" | "full" | "unknown";

/** Whether one thing has room on the day asked. */
export type FreeView = {
  /** Experience's or product's id, as it was asked. */
  id: string,
  /** Whether there is room. */
  state: FreeState,
  /** Lowest price that day. */
  from_price: MoneyView | null,
  /** When asked, ms since 1970. */
  asked_at: number,
};

/** The tickets of one line of one version of an order. */
export type GroupView = {
  /** Its id. */
  id: string,
  /** Line of the order, from 1. */
  line: number,
  /** Version of the order, from 1. */
  version: number,
  /** The line's label when sold, such as "Adult". */
  label: string,
  /** Its tickets, by number; replaced ones stay. */
  distributions: Array<DistributionView>,
};

/** A line of the history. */
export type HistoryView = {
  /** When, ms since 1970. */
  at: number,
  /** The journal's word. */
  event: string,
  /** State before. */
  from: StateView,
  /** State after. */
  to: StateView,
  /** What was seen, a sentence. */
  note: string,
};

/** What a hit is. */
export type HitKind = "experience" | "product" | "city";

/** One thing found. */
export type HitView = {
  /** What it is. */
  kind: HitKind,
  /** Its id. */
  id: string,
  /** Title in parts. */
  title: Array<TextPart>,
  /** Where it matched when not in the title: "venue Louvre". */
  why: string | null,
  /** The line under the title. */
  subtitle: string,
  /** Best picture. */
  picture: PictureView | null,
  /** Average rating. */
  rating: number | null,
  /** Votes. */
  votes: number,
  /** Lowest price. */
  price: MoneyView | null,
  /** City's id. */
  city: string,
  /** Whether it can be sold now; a place or an experience always can. */
  on_sale: boolean,
  /** When fetched, ms since 1970. */
  fetched_at: number | null,
  /** On the shelf. */
  favourite: boolean,
};

/** A layout from a file; `null` when the person changed their mind. */
export type ImportedView = {
  /** The layout, kept under a name of its own. */
  layout: LayoutView | null,
};

/** How the keyring stands. */
export type KeyringView = "ready" | "absent" | "locked" | "slow" | "memory";

/** A layout in a list. */
export type LayoutCard = {
  /** Its name. */
  name: string,
  /** The paper it is for. */
  media: MediaView,
  /** Width of the sheet, millimetres. */
  width_mm: number,
  /** Height of the sheet, millimetres; `null` for an endless roll. */
  height_mm: number | null,
  /** Comes with the program and cannot be changed; a copy can. */
  built_in: boolean,
  /** Whether it is made of elements that can be moved; the card of the house is set by the program. */
  editable: boolean,
  /** The papers whose printer uses it. */
  used_for: Array<MediaView>,
  /** Its first page with a sample, small; `null` when it cannot be drawn. */
  preview: PreviewPage | null,
};

/** What is wrong with a layout, and where. */
export type LayoutFaultView = {
  /** Where, such as `elements[3].code.at.w`; empty for the whole. */
  path: string,
  /** Line of the JSON, from 1, where known. */
  line: number | null,
  /** What is wrong there, a sentence. */
  sentence: string,
};

/** Names a layout. */
export type LayoutName = {
  /** The name. */
  name: string,
};

/** A layout as it prints. */
export type LayoutPreviewView = {
  /** The pages, as the printer will have them; none while there are faults. */
  pages: Array<PreviewPage>,
  /** What must be mended before it can be saved. */
  faults: Array<LayoutFaultView>,
  /** What a person should know, sentences. */
  warnings: Array<string>,
};

/** A layout, opened. */
export type LayoutView = {
  /** Its name. */
  name: string,
  /** Comes with the program. */
  built_in: boolean,
  /** The layout, JSON. */
  json: string,
  /** Whether it is made of elements that can be moved; the card of the house is set by the program. */
  editable: boolean,
  /** The papers whose printer uses it. */
  used_for: Array<MediaView>,
};

/** Whether a supplier answers. */
export type LightView = "green" | "amber" | "red" | "off";

/** The agency's picture for tickets. */
export type LogoView = {
  /** The picture; `null` while there is none. */
  picture: PreviewPage | null,
};

/** What a person says of a mail. */
export type MailAnswerView = "arrived" | "again" | "withdraw";

/** A page of mails: those a person is asked about first, then newest first. */
export type MailPage = {
  /** The items. */
  items: Array<MailView>,
  /** From 1. */
  page: number,
  /** Page size. */
  page_size: number,
  /** Over all pages. */
  total: number,
};

/** Lists mails. */
export type MailQuery = {
  /** Only those of this order. */
  order: string | null,
  /** Only those that wait, are asked about or were refused. */
  open_only: boolean,
  /** From 1. */
  page: number,
  /** 1 to 100. */
  page_size: number,
};

/** How the way to the server is kept secret. */
export type MailSecurityView = "starttls" | "tls";

/** Sets the server mails go to. */
export type MailSettingsInput = {
  /** Name of the server; `null` for none any more, then its password is removed. */
  host: string | null,
  /** Its port. */
  port: number,
  /** How the way there is kept secret. */
  security: MailSecurityView,
  /** Name to sign in with; `null` where the server asks for none. */
  user: string | null,
  /** New password; `null` keeps the stored one. */
  password: string | null,
  /** The sender's address. */
  from: string,
  /** The sender's name. */
  from_name: string,
};

/** The server mails go to; its password never comes here. */
export type MailSettingsView = {
  /** Name of the server; `null` while none is set. */
  host: string | null,
  /** Its port. */
  port: number,
  /** How the way there is kept secret. */
  security: MailSecurityView,
  /** Name to sign in with; `null` where the server asks for none. */
  user: string | null,
  /** A password is stored. */
  has_password: boolean,
  /** The sender's address. */
  from: string,
  /** The sender's name. */
  from_name: string,
  /** How the keyring stands. */
  keyring: KeyringView,
  /** What to do about the keyring, a sentence. */
  keyring_message: string | null,
};

/** How a mail stands. */
export type MailStateView = "queued" | "sending" | "sent" | "refused" | "doubtful" | "withdrawn";

/** What the server said to the test. */
export type MailTestView = {
  /** It took the mail. */
  ok: boolean,
  /** A sentence. */
  message: string,
};

/** A mail with tickets. */
export type MailView = {
  /** Its id. */
  id: string,
  /** The order. */
  order: string,
  /** The order's short code. */
  code: string,
  /** Product's title. */
  title: string,
  /** Customer's name. */
  customer_name: string,
  /** To whom. */
  to: string,
  /** The tickets in it, their ids. */
  distributions: Array<string>,
  /** Language of its words, BCP 47. */
  language: string,
  /** How it stands. */
  state: MailStateView,
  /** How often it was tried. */
  tries: number,
  /** When it is tried next, ms since 1970; `null` when it is not. */
  next_at: number | null,
  /** What the server said last. */
  note: string | null,
  /** When it was written down, ms since 1970. */
  created_at: number,
  /** When it changed last, ms since 1970. */
  updated_at: number,
};

/** Who sends the tickets by mail. */
export type MailerView = "desk" | "supplier";

/** Whether something may be done now. */
export type MayView = {
  /** It may. */
  ok: boolean,
  /** Why not, a sentence. */
  why: string | null,
};

/** Kinds of paper. */
export type MediaView = "a4" | "thermal80" | "stock";

/** An amount as the window says it. */
export type MoneyInput = {
  /** Integer minor units. */
  minor: number,
  /** ISO 4217. */
  currency: string,
};

/** An amount: minor units and a currency, with the digits its currency has. */
export type MoneyView = {
  /** Integer minor units. */
  minor: number,
  /** ISO 4217. */
  currency: string,
  /** Decimal digits of the minor unit. */
  digits: number,
};

/** A command without input. */
export type NoInput = Record<symbol, never>;

/** Something that happened to an order by itself and that nobody has seen yet. */
export type NoticeView = {
  /** The order. */
  order: OrderCard,
  /** What it means now, a sentence. */
  meaning: string,
  /** Since when, ms since 1970. */
  at: number,
};

/** A variant on offer. */
export type OfferView = {
  /** Variant's id. */
  variant: string,
  /** Most in one order, zero when it is sold out; not a stock figure. */
  max: number | null,
  /** Price of one. */
  price: PriceView | null,
};

/** An order in a list. */
export type OrderCard = {
  /** Our id. */
  id: string,
  /** Short code. */
  code: string,
  /** How it stands. */
  state: StateView,
  /** Product's title. */
  title: string,
  /** City's name. */
  city_name: string,
  /** `yyyy-MM-dd` at the venue. */
  day: string,
  /** Local time. */
  time: string | null,
  /** Customer's name. */
  customer_name: string,
  /** "2 Adult, 1 Child". */
  party: string,
  /** What the customer pays. */
  total: MoneyView | null,
  /** When the hold ends, ms since 1970. */
  hold_expires_at: number | null,
  /** It is held and can be confirmed as long as the hold lasts. */
  confirmable: boolean,
  /** When made, ms since 1970. */
  created_at: number,
};

/** Names an order: our id, our code, or either reference. */
export type OrderId = {
  /** The name. */
  id: string,
};

/** What the agent asks for. */
export type OrderInput = {
  /** Made anew by the window for each wish: the same press twice makes one order. */
  external_reference: string,
  /** Product's id. */
  product: string,
  /** `yyyy-MM-dd`. */
  day: string,
  /** Local time; `null` for whole-day products. */
  time: string | null,
  /** The party. */
  party: Array<PartyLine>,
  /** Who buys. */
  customer: CustomerView,
  /** Details of visitors, where the product needs them. */
  visitors: Array<VisitorInput>,
  /** What the window showed that it costs: another price is told before anything is sent. */
  expected_total: MoneyInput | null,
  /** An order of the basket it goes into; `null` begins a basket. */
  basket: string | null,
};

/** A line of an order. */
export type OrderLineView = {
  /** Label when sold. */
  label: string,
  /** How many. */
  count: number,
  /** Price of one when sold. */
  unit: PriceView | null,
  /** Price of the line. */
  sum: MoneyView | null,
};

/** A page of orders, newest first. */
export type OrderPage = {
  /** The items. */
  items: Array<OrderCard>,
  /** From 1. */
  page: number,
  /** Page size. */
  page_size: number,
  /** Over all pages. */
  total: number,
};

/** Lists orders. */
export type OrderQuery = {
  /** Name, code, reference, e-mail or product. */
  text: string | null,
  /** Only these states; empty means all. */
  states: Array<StateView>,
  /** From 1. */
  page: number,
  /** 1 to 100. */
  page_size: number,
};

/** An order, opened. */
export type OrderView = {
  /** What the list shows. */
  card: OrderCard,
  /** The specification's word: PENDING, OK, FAILED, CANCELLED. */
  status: string,
  /** What the state means for the agent now, a sentence. */
  meaning: string,
  /** Product's id. */
  product: string,
  /** Supplier's name. */
  supplier_name: string,
  /** Venue. */
  venue_name: string,
  /** Address. */
  venue_address: string,
  /** Venue's time zone. */
  time_zone: string | null,
  /** The party with prices. */
  lines: Array<OrderLineView>,
  /** Who buys. */
  customer: CustomerView,
  /** Our reference at the supplier. */
  external_reference: string,
  /** The supplier's reference. */
  order_reference: string | null,
  /** Cancellation terms in a sentence, as they stand now. */
  cancellation: string,
  /** Until when it may be cancelled, ms since 1970, where known. */
  cancel_until: number | null,
  /** Whether Cancel makes sense now. */
  can_cancel: boolean,
  /** Whether Confirm makes sense now, once it is paid. */
  can_confirm: boolean,
  /** Whether its places can be held once more: a draft, or an order that is over. */
  can_hold_again: boolean,
  /** What must be paid before it is confirmed; `null` when nothing. */
  to_pay: MoneyView | null,
  /** What the client took in the same visit, and what was paid. */
  basket: BasketView,
  /** Since when something waits to be seen that happened by itself, ms since 1970. */
  notice_at: number | null,
  /** What went wrong last. */
  trouble: string | null,
  /** When the next look-up is due, ms since 1970. */
  next_check_at: number | null,
  /** When the supplier was last asked, ms since 1970. */
  checked_at: number | null,
  /** How many tickets carry a code of their own. */
  tickets: number,
  /** Whether the supplier's own PDF is the ticket. */
  supplier_pdf: boolean,
  /** Its story, oldest first. */
  history: Array<HistoryView>,
};

/** So many of a variant. */
export type PartyLine = {
  /** Variant's id. */
  variant: string,
  /** How many. */
  count: number,
};

/** A payment for the basket of an order. */
export type PaymentInput = {
  /** An order of the basket. */
  id: string,
  /** Made anew by the window for each payment: the same press twice is one payment. */
  key: string,
  /** How. */
  kind: PaymentKindView,
  /** What it pays, in the currency of the orders; negative when it is paid back. */
  amount: MoneyInput,
  /** What was handed over, in the currency of the till. */
  taken: MoneyInput | null,
  /** A receipt's number, or why. */
  note: string | null,
};

/** How it was paid. */
export type PaymentKindView = "cash" | "card" | "account" | "other";

/** A part of what was paid, or of what was paid back. */
export type PaymentView = {
  /** How. */
  kind: PaymentKindView,
  /** What it pays; negative when it was paid back. */
  amount: MoneyView,
  /** What was handed over. */
  taken: MoneyView | null,
  /** What went back of it. */
  change: MoneyView | null,
  /** A receipt's number, or why. */
  note: string | null,
  /** When, ms since 1970. */
  at: number,
};

/** Asks for the pick-ups of a day. */
export type PickupQuery = {
  /** `yyyy-MM-dd` at the venue. */
  day: string,
};

/** An order whose visit is on a day, as the print room sees it. */
export type PickupView = {
  /** The order. */
  order: OrderCard,
  /** Tickets of it that are not void. */
  tickets: number,
  /** Of them to be printed for the first time. */
  to_print: number,
  /** Of them on paper. */
  printed: number,
  /** Of them perhaps on paper. */
  in_doubt: number,
  /** Of them with a printer now. */
  on_the_way: number,
  /** Of them taken by a mail server or a wallet. */
  mailed: number,
  /** Whether a batch takes it. */
  may_print: MayView,
};

/** One picture: addresses at the supplier, shown through the desk. */
export type PictureView = {
  /** For lists. */
  small: string | null,
  /** For headers. */
  large: string | null,
  /** What it shows. */
  alt_text: string | null,
  /** Whom to credit. */
  credit: string | null,
};

/** A place on the map. */
export type PointView = {
  /** Latitude, degrees. */
  lat: number,
  /** Longitude, degrees. */
  lng: number,
};

/** Shows the tickets of an order. Void ones are shown as well, with the mark across them. */
export type PreviewInput = {
  /** The order. */
  id: string,
  /** With this layout; `null` for the one of A4. */
  layout: string | null,
};

/** Draws a layout that need not be saved. */
export type PreviewLayoutInput = {
  /** The layout, JSON. */
  json: string,
  /** The tickets on it. */
  sample: SampleView,
};

/** One page, as it will print. */
export type PreviewPage = {
  /** `data:` address of a PNG. */
  src: string,
  /** Pixels. */
  width: number,
  /** Pixels. */
  height: number,
};

/** The pages of an order's tickets. */
export type PreviewView = {
  /** The pages. */
  pages: Array<PreviewPage>,
  /** The supplier's own PDF follows after these pages; so many pages. */
  supplier_pages: number,
  /** What could not be drawn as it should, sentences. */
  warnings: Array<string>,
  /** When the order's status was last known, ms since 1970. */
  status_as_of: number,
};

/** A price with its parts. */
export type PriceView = {
  /** What the visitor pays. */
  total: MoneyView,
  /** Booking fee within it. */
  booking_fee: MoneyView | null,
  /** What the desk keeps of one ticket; only for the agent's eyes. */
  commission: MoneyView | null,
};

/** Why paper comes out. */
export type PrintActView = "print" | "copy" | "replace";

/** Prints tickets of an order; a job for each sheet, so that a doubt is about one. */
export type PrintInput = {
  /** The order. */
  order: string,
  /** The tickets' ids. */
  distributions: Array<string>,
  /** Why. */
  act: PrintActView,
  /** The reason; a replacement needs one. */
  reason: string | null,
  /** On which paper. */
  media: MediaView,
  /** Whether our sheet goes in front of the supplier's own document. */
  cover: boolean,
  /** Made anew by the window for each wish: the same press twice prints once. */
  key: string,
};

/** What a printer was asked for. */
export type PrintJobView = {
  /** Its id. */
  id: string,
  /** The press it came from: all jobs of one press go one after the other. */
  batch: string,
  /** Place within the batch, from 1. */
  place: number,
  /** The order. */
  order: string,
  /** The order's short code. */
  code: string,
  /** Product's title. */
  title: string,
  /** Customer's name. */
  customer_name: string,
  /** Why. */
  act: PrintActView,
  /** The reason a person gave. */
  reason: string | null,
  /** The tickets on it; none means our sheet in front of the supplier's own document. */
  tickets: Array<PrintTicketView>,
  /** The printer's name. */
  printer: string,
  /** The paper. */
  media: MediaView,
  /** The layout's name. */
  layout: string,
  /** How it stands. */
  state: PrintStateView,
  /** What the printer or the spooler said last, a sentence. */
  note: string | null,
  /** When it was written down, ms since 1970. */
  created_at: number,
  /** When it changed last, ms since 1970. */
  updated_at: number,
};

/** Asks what the print room is at. */
export type PrintQuery = {
  /** Only what is not settled; else the last hundred with it. */
  open_only: boolean,
};

/** What the print room is at. */
export type PrintRoomView = {
  /** Batches that are not done, and those done today, newest first. */
  batches: Array<BatchView>,
  /** Jobs, newest first. */
  jobs: Array<PrintJobView>,
};

/** How a print job stands. */
export type PrintStateView = "queued" | "sending" | "sent" | "confirmed" | "doubtful" | "failed";

/** A ticket on a sheet. */
export type PrintTicketView = {
  /** The ticket's id. */
  distribution: string,
  /** Place among the tickets of the order, from 1. */
  number: number,
  /** Tickets of the order. */
  of: number,
  /** The label of its line, such as "Adult". */
  label: string,
  /** Which sheet of it this is, from 1: 1 is the ticket itself, 2 says that it is copy 2. */
  copy: number,
};

/** Chooses the printer of a kind of paper. */
export type PrinterChoiceInput = {
  /** The paper. */
  media: MediaView,
  /** The printer's name; `null` for none any more. */
  printer: string | null,
  /** The layout's name. */
  layout: string,
  /** What the printer understands. */
  language: PrinterLanguageView,
};

/** Which printer serves a kind of paper, and how it is spoken to. */
export type PrinterChoiceView = {
  /** The paper. */
  media: MediaView,
  /** The printer's name; `null` while none is chosen. */
  printer: string | null,
  /** The layout's name. */
  layout: string,
  /** What the printer understands. */
  language: PrinterLanguageView,
  /** Why nothing can be printed on this paper now, a sentence. */
  trouble: string | null,
};

/** What a printer understands. */
export type PrinterLanguageView = "pdf" | "zpl" | "escpos" | "fgl";

/** What a printer does. */
export type PrinterStateView = "idle" | "printing" | "stopped" | "offline";

/** A printer. */
export type PrinterView = {
  /** The spooler's name. */
  name: string,
  /** A name for people, or where it stands. */
  description: string,
  /** What it does. */
  state: PrinterStateView,
  /** What is wrong or soon will be, sentences: paper out, a jam, a cover that is open. */
  reasons: Array<string>,
  /** Whether it takes jobs. */
  accepting: boolean,
  /** Whether it is the system's usual one. */
  is_default: boolean,
};

/** What went wrong, in a sentence, with what to do next. */
export type Problem = {
  /** A stable code. */
  code: string,
  /** What happened and what it did. */
  message: string,
  /** What to do next. */
  hint: string | null,
  /** `never`, `now` or `later`. */
  retry: RetryView,
};

/** A product in a list. */
export type ProductCard = {
  /** Id. */
  id: string,
  /** Experience's id. */
  experience: string | null,
  /** Experience's or venue's name. */
  venue_name: string | null,
  /** Title. */
  title: string,
  /** One line. */
  tagline: string | null,
  /** City's id. */
  city: string,
  /** City's name. */
  city_name: string,
  /** Best picture. */
  picture: PictureView | null,
  /** Average rating, 0 to 5. */
  rating: number | null,
  /** Votes. */
  votes: number,
  /** Lowest price. */
  price: MoneyView | null,
  /** Price before a discount. */
  price_before_discount: MoneyView | null,
  /** Words of the discount. */
  promotion: string | null,
  /** Sold now. */
  on_sale: boolean,
  /** Why not. */
  off_sale_reason: string | null,
  /** Minutes it takes. */
  duration_minutes: number | null,
  /** Skips the line. */
  skip_line: boolean | null,
  /** Ticket may be shown on a phone. */
  smartphone_ticket: boolean | null,
  /** Wheelchair access. */
  wheelchair_access: boolean | null,
  /** Tickets come at once. */
  instant: boolean | null,
  /** On the shelf. */
  favourite: boolean,
  /** When its city was last fetched, ms since 1970. */
  fetched_at: number | null,
};

/** A page of products. */
export type ProductPage = {
  /** The items. */
  items: Array<ProductCard>,
  /** From 1. */
  page: number,
  /** Page size. */
  page_size: number,
  /** Over all pages. */
  total: number,
};

/** A product, opened. Texts are a safe subset of HTML. */
export type ProductView = {
  /** What the list shows. */
  card: ProductCard,
  /** Street address of the venue. */
  address: string | null,
  /** Where it starts, when not at the venue. */
  starting_points: Array<StartingPointView>,
  /** When it starts, words. */
  starting_time: string | null,
  /** Pictures, best first. */
  pictures: Array<PictureView>,
  /** Summary. */
  summary: string | null,
  /** Highlights. */
  highlights: string | null,
  /** Included. */
  included: string | null,
  /** Excluded. */
  excluded: string | null,
  /** Must be shown before buying. */
  must_know: string | null,
  /** Good to know. */
  good_to_know: string | null,
  /** Who runs it. */
  operator: string | null,
  /** Languages, ISO 639-1. */
  languages: Array<string>,
  /** Languages of live guides, ISO 639-1. */
  live_guides: Array<string>,
  /** Languages of audio guides, ISO 639-1. */
  audio_guides: Array<string>,
  /** How the ticket is used. */
  usage: string | null,
  /** What happens after the purchase. */
  post_purchase: string | null,
  /** Cancellation terms in a sentence. */
  cancellation: string,
  /** Supplier's name. */
  supplier_name: string,
  /** The venue's time zone. */
  time_zone: string | null,
  /** Today at the venue, `yyyy-MM-dd`. */
  today: string,
  /** Kinds of visitors; empty until known. */
  variants: Array<VariantView>,
  /** When its variants were fetched, ms since 1970. */
  variants_fetched_at: number | null,
  /** Most tickets in one order. */
  max_per_order: number | null,
};

/** When trying again makes sense. */
export type RetryView = "never" | "now" | "later";

/** Starts a run. */
export type RunInput = {
  /** What it does. */
  kind: RunKindView,
  /** Only these cities (refresh); empty means all enabled ones. */
  cities: Array<string>,
  /** At most so many pages (quick sync). */
  max_pages: number | null,
};

/** What a run does. */
export type RunKindView = "bootstrap" | "refresh" | "quick_sync" | "tag_sync";

/** Lists runs. */
export type RunQuery = {
  /** Most runs, newest first. */
  limit: number,
};

/** How a run stands. */
export type RunStatusView = "RUNNING" | "COMPLETED" | "FAILED" | "SKIPPED";

/** A run, and how far it is. */
export type RunView = {
  /** Id. */
  id: string,
  /** What it does. */
  kind: RunKindView,
  /** How it stands. */
  status: RunStatusView,
  /** When it began, ms since 1970. */
  began_at: number,
  /** When it ended, ms since 1970. */
  ended_at: number | null,
  /** Items done so far. */
  done: number,
  /** Items expected, once known. */
  expected: number | null,
  /** What it does right now, words. */
  step: string,
  /** Requests. */
  requests: number,
  /** Bytes. */
  bytes: number,
  /** Countries seen. */
  countries: number,
  /** Cities seen. */
  cities: number,
  /** Experiences seen. */
  experiences: number,
  /** Products seen. */
  products: number,
  /** Tags seen. */
  tags: number,
  /** Variants seen. */
  variants: number,
  /** Rows that changed. */
  written: number,
  /** Rows retired. */
  retired: number,
  /** Answers that asked for a slower pace (429). */
  rate_limited: number,
  /** Who began it. */
  started_by: StarterView,
  /** Went on where an interrupted run stopped. */
  resumed: boolean,
  /** Why it failed or was skipped. */
  error: string | null,
};

/** Tickets to try a layout with. */
export type SampleView = "normal" | "long_names" | "right_to_left" | "twelve" | "no_code";

/** Saves the PDF of an order's tickets. */
export type SaveInput = {
  /** The order. */
  id: string,
  /** Ask where; else it goes to the downloads folder. */
  choose: boolean,
};

/** Keeps a layout under the name it has. */
export type SaveLayoutInput = {
  /** The layout, JSON. */
  json: string,
  /** Take the place of one with the same name; else that is refused. */
  replace: boolean,
};

/** Where the PDF was saved; `null` when the person changed their mind. */
export type SavedView = {
  /** Path. */
  path: string | null,
};

/** A code under the scanner, or an order's short code. */
export type ScanInput = {
  /** As the scanner typed it. */
  code: string,
};

/** A ticket that was scanned. Looking does not use it up. */
export type ScannedView = {
  /** Its order. */
  order: OrderCard,
  /** The ticket. */
  ticket: DistributionView,
  /** The label of its line, such as "Adult". */
  label: string,
  /** Tickets of the order. */
  of: number,
  /** What its status means for whoever holds it, a sentence. */
  meaning: string,
  /** How fresh that is. */
  checked: CheckedView,
};

/** Sets when the catalogue refreshes by itself. */
export type ScheduleInput = {
  /** Every so many hours; `null` switches it off. */
  every_hours: number | null,
};

/** When the catalogue refreshes by itself. */
export type ScheduleView = {
  /** Every so many hours; `null` when off. */
  every_hours: number | null,
  /** Next run, ms since 1970. */
  next_at: number | null,
  /** Why a due run waits, a sentence. */
  note: string | null,
};

/** Searches. */
export type SearchQuery = {
  /** What was typed. */
  text: string,
  /** Prefer this city. */
  city: string | null,
  /** Most hits. */
  limit: number,
};

/** Search results, best first. */
export type SearchView = {
  /** The hits. */
  hits: Array<HitView>,
  /** How many there are in all. */
  total: number,
};

/** Sends tickets of an order. */
export type SendInput = {
  /** The order. */
  order: string,
  /** To whom, an address. */
  to: string,
  /** The tickets' ids. */
  distributions: Array<string>,
  /** Language of its words, BCP 47. */
  language: string,
  /** Made anew by the window for each wish: the same press twice is one mail. */
  key: string,
};

/** A thing on the shelf. */
export type ShelfItem = { "kind": "experience", "card": ExperienceCard } | { "kind": "product", "card": ProductCard };

/** What may lie on the shelf. */
export type ShelfKind = "experience" | "product";

/** What this desk keeps at hand. */
export type ShelfView = {
  /** Favourites. */
  favourites: Array<ShelfItem>,
  /** Products opened lately, newest first; at most 20. */
  recent: Array<ShelfItem>,
};

/** Where events go. */
export type SinkView = {
  /** Its name: `file`, or that of a broker. */
  name: string,
  /** Where that is, such as a path. */
  place: string | null,
  /** Events it has not had yet. */
  behind: number,
  /** Failed tries since the last success. */
  tries: number,
  /** What went wrong last, a sentence. */
  trouble: string | null,
  /** When it is tried next, ms since 1970; `null` when it is in no trouble. */
  next_at: number | null,
};

/** A time of a day. */
export type SlotView = {
  /** Local time; `null` for the whole day. */
  time: string | null,
  /** Whether anything of it is left. */
  is_available: boolean,
  /** Most in one order; not a stock figure. */
  max: number | null,
  /** Lowest full price: that of the kind of visitor the supplier names first. */
  from_price: MoneyView | null,
  /** Variants on offer, those that are sold out as well. */
  offers: Array<OfferView>,
  /** Until when the terms allow to cancel this visit, ms since 1970; `null` for never, or not known. */
  cancel_until: number | null,
};

/** Who began a run. */
export type StarterView = "hand" | "schedule";

/** Where a visit starts. */
export type StartingPointView = {
  /** Name. */
  label: string | null,
  /** Street address. */
  address: string | null,
};

/** How an order stands. */
export type StateView = "draft" | "creating" | "held" | "confirming" | "fulfilling" | "ready" | "failed" | "cancelling" | "cancelled" | "expired" | "unknown";

/** Sets up a supplier. A key that is absent stays as it is. */
export type SupplierInput = {
  /** `tiqets`. */
  key: string,
  /** Address of the API. */
  base_url: string,
  /** ISO 4217. */
  currency: string,
  /** ISO 639-1. */
  language: string,
  /** New API key. */
  api_key: string | null,
  /** New private key, PEM. */
  private_key: string | null,
};

/** A supplier's light in the status bar. */
export type SupplierLightView = {
  /** `tiqets`, `secutix`. */
  key: string,
  /** Name for people. */
  name: string,
  /** The light. */
  light: LightView,
  /** How long the last answer took, milliseconds. */
  last_millis: number | null,
  /** What is wrong, in a sentence. */
  message: string | null,
};

/** Names a supplier. */
export type SupplierName = {
  /** `tiqets`. */
  key: string,
};

/** What a test of the keys said. */
export type SupplierTestView = {
  /** All is well. */
  ok: boolean,
  /** How long the answer took. */
  millis: number,
  /** A sentence. */
  message: string,
};

/** A supplier and its keys; the keys themselves never come here. */
export type SupplierView = {
  /** `tiqets`. */
  key: string,
  /** Name for people. */
  name: string,
  /** Address, once set. */
  base_url: string | null,
  /** ISO 4217. */
  currency: string,
  /** ISO 639-1. */
  language: string,
  /** An API key is stored. */
  has_api_key: boolean,
  /** A private key is stored. */
  has_private_key: boolean,
  /** The line to register at the supplier, `ssh-rsa ...`, once a private key is stored. */
  public_key: string | null,
  /** How the keyring stands. */
  keyring: KeyringView,
  /** What to do about the keyring, a sentence. */
  keyring_message: string | null,
};

/** Tags of one group. */
export type TagGroupView = {
  /** The group's name. */
  group: string,
  /** Its tags. */
  tags: Array<TagView>,
};

/** Lists the tags present in what `list_experiences` gives for the same choice. */
export type TagQuery = {
  /** Only this city. */
  city: string | null,
  /** Only this country. */
  country: string | null,
  /** Tags chosen already. */
  chosen: Array<string>,
};

/** A tag. */
export type TagView = {
  /** Id. */
  id: string,
  /** Name. */
  name: string,
  /** Address of its icon at the supplier, shown through the desk. */
  icon: string | null,
  /** How many of the list have it. */
  count: number,
  /** Chosen already. */
  chosen: boolean,
};

/** Sends a mail that tests the settings. */
export type TestMailInput = {
  /** To whom. */
  to: string,
};

/** A piece of a title, marked where it matched. */
export type TextPart = {
  /** The text. */
  text: string,
  /** Whether it matched. */
  hit: boolean,
};

/** What was told of a ticket, a group or a version of an order. */
export type TicketEventView = {
  /** Its place in the outbox. */
  seq: number,
  /** The specification's name, such as `TicketDistributionDistributed`. */
  kind: string,
  /** When it happened, ms since 1970. */
  at: number,
  /** The order. */
  order: string,
  /** The order's short code. */
  code: string,
  /** Version of the order, from 1. */
  version: number,
  /** Line of the order, from 1; `null` for the events of a whole version. */
  line: number | null,
  /** The ticket; `null` for the events of a group or a version. */
  distribution: string | null,
};

/** How a ticket stands; the specification's words. */
export type TicketStatusView = "CREATED" | "DISTRIBUTED" | "PICKED_UP" | "ACTIVATED" | "EXPIRED" | "CANCELLED" | "CANCELLED_EXTERNALLY" | "FAILED";

/** The tickets of an order, with all that was done with them. */
export type TicketsView = {
  /** The order. */
  order: string,
  /** Its short code. */
  code: string,
  /** How the order stands. */
  state: StateView,
  /** Its groups by line, the newest version first. */
  groups: Array<GroupView>,
  /** How fresh the status is. */
  checked: CheckedView,
  /** What a person should know before paper or mail leaves, sentences. */
  warnings: Array<string>,
  /** Whether the supplier's own PDF is the ticket. */
  by_supplier: boolean,
  /** Pages of that PDF. */
  supplier_pages: number,
  /** Whether they may be sent by mail. */
  may_mail: MayView,
  /** Who mails them. */
  mailer: MailerView,
  /** The client's address. */
  to: string,
  /** The client's language, BCP 47. */
  language: string,
  /** Languages a mail can be written in, BCP 47. */
  languages: Array<string>,
  /** What was told, oldest first. */
  events: Array<TicketEventView>,
  /** What was printed or should be, oldest first. */
  jobs: Array<PrintJobView>,
  /** What was mailed or should be, oldest first. */
  mails: Array<MailView>,
};

/** A kind of visitor. */
export type VariantView = {
  /** Id. */
  id: string,
  /** "Adult". */
  label: string,
  /** More words. */
  description: string | null,
  /** Most per order. */
  max: number | null,
  /** Details each visitor must give, the supplier's words. */
  requires: Array<string>,
  /** Only together with one of these ids. */
  valid_with: Array<string>,
  /** Cancellation terms in a sentence, only where they differ from the product's. */
  cancellation: string | null,
};

/** Details of one visitor. */
export type VisitorInput = {
  /** Variant's id. */
  variant: string,
  /** By the supplier's words. */
  details: { [key in string]: string },
};

/** Every call of the window: what goes in, what comes out. */
export interface Commands {
  get_desk: { input: NoInput; output: DeskView };
  start_run: { input: RunInput; output: RunView };
  cancel_run: { input: NoInput; output: null };
  list_runs: { input: RunQuery; output: Array<RunView> };
  set_schedule: { input: ScheduleInput; output: ScheduleView };
  list_suppliers: { input: NoInput; output: Array<SupplierView> };
  set_supplier: { input: SupplierInput; output: SupplierView };
  test_supplier: { input: SupplierName; output: SupplierTestView };
  remove_supplier_keys: { input: SupplierName; output: SupplierView };
  list_countries: { input: NoInput; output: Array<CountryView> };
  list_cities: { input: CityQuery; output: Array<CityView> };
  enable_cities: { input: CityIds; output: null };
  disable_cities: { input: CityIds; output: null };
  list_experiences: { input: BrowseQuery; output: ExperiencePage };
  get_experience: { input: ById; output: ExperienceView };
  list_products: { input: BrowseQuery; output: ProductPage };
  get_product: { input: ById; output: ProductView };
  search_catalog: { input: SearchQuery; output: SearchView };
  list_tags: { input: TagQuery; output: Array<TagGroupView> };
  get_shelf: { input: NoInput; output: ShelfView };
  set_favourite: { input: FavouriteInput; output: null };
  fetch_free: { input: FreeQuery; output: Array<FreeView> };
  fetch_availability: { input: AvailabilityQuery; output: AvailabilityView };
  create_order: { input: OrderInput; output: OrderView };
  confirm_order: { input: OrderId; output: OrderView };
  check_order: { input: OrderId; output: OrderView };
  cancel_order: { input: CancelInput; output: OrderView };
  list_orders: { input: OrderQuery; output: OrderPage };
  get_order: { input: OrderId; output: OrderView };
  hold_again: { input: OrderId; output: OrderView };
  record_payment: { input: PaymentInput; output: OrderView };
  list_holds: { input: NoInput; output: Array<OrderCard> };
  acknowledge_order: { input: OrderId; output: OrderView };
  list_customers: { input: CustomerQuery; output: Array<CustomerView> };
  close_window: { input: NoInput; output: null };
  preview_tickets: { input: PreviewInput; output: PreviewView };
  save_tickets: { input: SaveInput; output: SavedView };
  open_tickets: { input: OrderId; output: null };
  get_tickets: { input: OrderId; output: TicketsView };
  check_tickets: { input: OrderId; output: TicketsView };
  scan_ticket: { input: ScanInput; output: Array<ScannedView> };
  list_events: { input: EventQuery; output: EventPage };
  list_sinks: { input: NoInput; output: Array<SinkView> };
  set_event_file: { input: EventFileInput; output: Array<SinkView> };
  list_printers: { input: NoInput; output: Array<PrinterView> };
  list_printer_choices: { input: NoInput; output: Array<PrinterChoiceView> };
  choose_printer: { input: PrinterChoiceInput; output: Array<PrinterChoiceView> };
  print_tickets: { input: PrintInput; output: Array<PrintJobView> };
  list_pickups: { input: PickupQuery; output: Array<PickupView> };
  print_batch: { input: BatchInput; output: BatchView };
  list_prints: { input: PrintQuery; output: PrintRoomView };
  answer_print: { input: AnswerPrintInput; output: PrintJobView };
  resume_batch: { input: BatchId; output: BatchView };
  stop_batch: { input: BatchId; output: BatchView };
  send_tickets: { input: SendInput; output: MailView };
  list_mails: { input: MailQuery; output: MailPage };
  answer_mail: { input: AnswerMailInput; output: MailView };
  get_mail_settings: { input: NoInput; output: MailSettingsView };
  set_mail_settings: { input: MailSettingsInput; output: MailSettingsView };
  test_mail: { input: TestMailInput; output: MailTestView };
  list_layouts: { input: NoInput; output: Array<LayoutCard> };
  get_layout: { input: LayoutName; output: LayoutView };
  preview_layout: { input: PreviewLayoutInput; output: LayoutPreviewView };
  save_layout: { input: SaveLayoutInput; output: LayoutView };
  delete_layout: { input: LayoutName; output: null };
  import_layout: { input: NoInput; output: ImportedView };
  export_layout: { input: LayoutName; output: SavedView };
  get_logo: { input: NoInput; output: LogoView };
  choose_logo: { input: NoInput; output: LogoView };
  remove_logo: { input: NoInput; output: LogoView };
}
