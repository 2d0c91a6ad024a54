import { Told } from './account-scenario';

const CROSSING = /^(Limit(Threshold)?(Crossed|Reached|Recovered)|Credits(RanLow|Exhausted|Recovered))$/;

/** The crossings that a command and the time before it recorded: `<type> <threshold>`. */
export function toldCrossings({ events, settled }: Pick<Told, 'events' | 'settled'>): readonly string[] {
  return [...settled, ...events].flatMap(({ type, data }) => {
    if (!CROSSING.test(type)) return [];
    return 'threshold' in data ? [`${type} ${data.threshold}`] : [type];
  });
}
