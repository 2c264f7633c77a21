/** Puts a floating list beside its button, fixed to the window: a scrolling modal would cut off anything else. */

const GAP = 4;
const EDGE = 8;

/** Below the anchor, or above it where there is more room. */
export function placeList(list: HTMLElement, anchor: DOMRect, leastWidth = 0): void {
  const below = innerHeight - anchor.bottom - EDGE - GAP;
  const up = below < 200 && anchor.top > below;
  const width = Math.max(anchor.width, leastWidth);
  Object.assign(list.style, {
    left: `${Math.max(EDGE, Math.min(anchor.left, innerWidth - width - EDGE))}px`,
    width: `${width}px`,
    maxHeight: `${Math.min(320, (up ? anchor.top : below) - GAP)}px`,
    top: up ? "auto" : `${anchor.bottom + GAP}px`,
    bottom: up ? `${innerHeight - anchor.top + GAP}px` : "auto",
  });
}

/** As wide as it is. */
export function placeMenu(menu: HTMLElement, anchor: DOMRect): void {
  menu.style.left = `${EDGE}px`; // measured where nothing squeezes it
  const { offsetWidth, offsetHeight } = menu;
  const up = anchor.bottom + offsetHeight + EDGE > innerHeight;
  Object.assign(menu.style, {
    left: `${Math.max(EDGE, Math.min(anchor.left, innerWidth - offsetWidth - EDGE))}px`,
    top: `${Math.max(EDGE, up ? anchor.top - offsetHeight - GAP : anchor.bottom + GAP)}px`,
  });
}
