import type { ReactNode } from 'react';
import { TopLine } from '../../shared/components/TopLine';
export function AdminScreen({ tools }: { tools?: ReactNode }) {
  return <TopLine end={tools}>Admin</TopLine>;
}
