// The calendar that a date field opens: one month, days of 44 px, arrow keys within it, Esc closes it. Years are those of the era in Japanese.
import { Button, Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, Dialog, Heading, Popover } from 'react-aria-components';

const STEP = 'grid size-11 cursor-pointer place-items-center rounded-8 text-act hover:bg-hover forced-colors:border';
const CELL = 'grid size-11 cursor-pointer place-items-center rounded-8 border-2 border-transparent hover:bg-hover data-[outside-month]:hidden '
  + 'data-[unavailable]:text-quiet data-[unavailable]:line-through data-[selected]:border-act data-[selected]:bg-act data-[selected]:font-bold data-[selected]:text-on-act';

export function DayCalendar() {
  return (
    <Popover containerPadding={0} className="z-40 rounded-12 border border-edge bg-page p-1 text-ink shadow-3 sm:p-3">
      <Dialog className="outline-none">
        <Calendar className="grid w-fit gap-2">
          <header className="flex items-center justify-between gap-2">
            <Button slot="previous" className={STEP}><Chevron path="M15.500 5 8.500 12l7 7" /></Button>
            <Heading className="text-std-18B-160" />
            <Button slot="next" className={STEP}><Chevron path="m8.500 5 7 7-7 7" /></Button>
          </header>
          <CalendarGrid weekdayStyle="short">
            <CalendarGridHeader>{(day) => <CalendarHeaderCell className="h-8 text-dns-14B-130 text-quiet">{day}</CalendarHeaderCell>}</CalendarGridHeader>
            <CalendarGridBody>{(date) => <CalendarCell date={date} className={CELL} />}</CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      </Dialog>
    </Popover>
  );
}

function Chevron({ path }: { readonly path: string }) {
  return <svg aria-hidden viewBox="0 0 24 24" className="size-6 fill-none stroke-current stroke-[2.500]"><path d={path} /></svg>;
}
