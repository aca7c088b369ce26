import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

/** The screens, in the order of the rail. */
export const SCREENS = ['sell', 'orders', 'prints', 'outbox', 'admin'] as const;
export type Screen = (typeof SCREENS)[number];
export type OrdersView = 'all' | 'holds';
export type AdminTab = 'cities' | 'refresh' | 'suppliers' | 'layouts' | 'mail' | 'desk';

type Nav = {
  screen: Screen;
  order: string | null;
  ordersView: OrdersView;
  adminTab: AdminTab;
  /** Counts wishes from elsewhere, so that the screen that can fulfil them notices each. */
  searchAsked: number;
  newSaleAsked: number;
  printersAsked: number;
  go(screen: Screen): void;
  openOrder(id: string | null): void;
  showOrders(view: OrdersView): void;
  openAdmin(tab: AdminTab): void;
  askSearch(): void;
  askNewSale(): void;
  /** To the set-up of the printers. */
  showPrinters(): void;
};

const NavContext = createContext<Nav | null>(null);

export function NavProvider({ children, start = 'sell' }: { children: ReactNode; start?: Screen }) {
  const [screen, go] = useState<Screen>(start);
  const [order, setOrder] = useState<string | null>(null);
  const [ordersView, setOrdersView] = useState<OrdersView>('all');
  const [adminTab, setAdminTab] = useState<AdminTab>('cities');
  const [searchAsked, setSearchAsked] = useState(0);
  const [newSaleAsked, setNewSaleAsked] = useState(0);
  const [printersAsked, setPrintersAsked] = useState(0);
  const nav = useMemo<Nav>(
    () => ({
      screen,
      order,
      ordersView,
      adminTab,
      searchAsked,
      newSaleAsked,
      printersAsked,
      go,
      openOrder: (id) => {
        setOrder(id);
        if (id) go('orders');
      },
      showOrders: (view) => {
        setOrdersView(view);
        go('orders');
      },
      openAdmin: (tab) => {
        setAdminTab(tab);
        go('admin');
      },
      askSearch: () => {
        go('sell');
        setSearchAsked((n) => n + 1);
      },
      askNewSale: () => {
        go('sell');
        setNewSaleAsked((n) => n + 1);
      },
      showPrinters: () => {
        go('prints');
        setPrintersAsked((n) => n + 1);
      },
    }),
    [screen, order, ordersView, adminTab, searchAsked, newSaleAsked, printersAsked],
  );
  return <NavContext.Provider value={nav}>{children}</NavContext.Provider>;
}

export function useNav(): Nav {
  const nav = useContext(NavContext);
  if (!nav) throw new Error('useNav outside of NavProvider');
  return nav;
}
