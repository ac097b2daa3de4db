// A list that returns to its row by itself: the browser's own return to a height would come before the rows are there.
import { useEffect } from 'react';

/** While the page is open, and for its entry in the history, the browser leaves scrolling to the page. */
export function useManualScroll(): void {
  useEffect(() => {
    history.scrollRestoration = 'manual';
    return () => { history.scrollRestoration = 'auto'; };
  }, []);
}
