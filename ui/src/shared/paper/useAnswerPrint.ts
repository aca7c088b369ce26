import { useQueryClient } from '@tanstack/react-query';
import { useAct } from '../query';

/** Tells the desk what somebody saw at the printer. */
export function useAnswerPrint() {
  const client = useQueryClient();
  return useAct('answer_print', {
    onSettled: () => {
      for (const name of ['get_tickets', 'list_pickups', 'list_prints'])
        void client.invalidateQueries({ queryKey: [name] });
    },
  });
}
