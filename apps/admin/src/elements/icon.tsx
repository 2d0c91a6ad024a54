const PATHS = {
  chart: 'M4 20V10M10 20V4M16 20v-7M3 20h18',
  people:
    'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM2 21c0-4 3-6 7-6s7 2 7 6M17 4a3.5 3.5 0 0 1 0 7M19 15c2 .8 3 2.6 3 5',
  party:
    'M3 5h18v14H3ZM9 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 16c0-1.5 1.3-2.3 3-2.3s3 .8 3 2.3M15 10h3M15 14h3',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2',
  list: 'M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  leave: 'M10 4H5v16h5M15 8l4 4-4 4M19 12H9',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM21 21l-5-5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert:
    'M12 9v4M12 17h.01M10.3 3.9 2.5 17.5A2 2 0 0 0 4.2 20.5h15.6a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0Z',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4V8ZM4 8l8 4 8-4M12 12v8',
  line: 'M3 12h18M6 19l4-9 4 5 4-11',
  coins:
    'M9 12a6 3 0 1 0 0-6 6 3 0 0 0 0 6ZM3 9v6c0 1.7 2.7 3 6 3M15 10.5c3.4 0 6 1.3 6 3s-2.7 3-6 3-6-1.3-6-3 2.7-3 6-3ZM9 13.5v4.5c0 1.7 2.7 3 6 3s6-1.3 6-3v-4.5',
  tag: 'M3 12V4h8l10 10-8 8L3 12ZM7.5 8h.01',
  back: 'M19 12H5M11 6l-6 6 6 6',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside words: a screen reader hears the words only. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
