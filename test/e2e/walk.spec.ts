import { expect, test } from '@playwright/test';
import { locales } from '../../web/shared/i18n/index.ts';
import { base } from './desk-page.ts';
import { watchFor } from './walk/look.ts';
import { deskRoutes, deskWalk, portalRoutes, portalWalk } from './walk/pages.ts';
import { texts, walk } from './walk/walker.ts';

const faces = { portal: portalWalk, desk: deskWalk };

test('the walk leaves no page of portal and desk out', async ({ request }) => {
  const routesOf = async (face: keyof typeof faces): Promise<string[]> =>
    (await faces[face](request, base)).map(({ route }) => route);
  expect(await routesOf('portal')).toEqual(expect.arrayContaining(portalRoutes()));
  expect(await routesOf('desk')).toEqual(expect.arrayContaining(deskRoutes()));
});

for (const [face, pagesOf] of Object.entries(faces))
  for (const locale of locales)
    // The desk has no text of its own in big: it would be walked twice alike.
    for (const text of face === 'portal' ? texts : texts.slice(0, 1))
      test(`every page of the ${face} is sound in ${locale}, ${text} text @phone`, async ({
        page,
      }) => {
        test.setTimeout(240_000);
        const faults = watchFor(page, base);
        const pages = await pagesOf(page.request, base);
        const found = await walk(page, base, pages, { locale, text });
        const wrong = [...found].filter(([, { faults: some }]) => some.length > 0);
        expect(wrong.map(([path, { faults: some }]) => `${path}\n  ${some.join('\n  ')}`)).toEqual(
          [],
        );
        expect(faults).toEqual([]);
      });
