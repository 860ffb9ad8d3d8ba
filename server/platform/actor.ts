/** Where an act came from. */
export type Channel = 'web' | 'api' | 'cli' | 'job';

/** Who acts. `scope` decides row security: own organisation's rows or all of them. */
export interface Actor {
  readonly account: string;
  readonly role: string;
  readonly organisation: string | null;
  readonly scope: 'organisation' | 'all';
  readonly channel: Channel;
}

/** The platform's own jobs; never the author of an adverse decision. */
export const system: Actor = {
  account: 'system',
  role: 'SYSTEM',
  organisation: null,
  scope: 'all',
  channel: 'job',
};
