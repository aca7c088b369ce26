import type { ReactNode } from 'react';
import { TopLine } from '../../shared/components/TopLine';
export function OrdersScreen({ tools }: { tools?: ReactNode }) {
  return <TopLine end={tools}>Orders</TopLine>;
}
