export {
  DEMONSTRATION_NOTICE,
  FieldAnswer,
  ItemSummary,
  NewestAnswer,
  OverviewAnswer,
  PublicItem,
  PublicSubject,
  SearchAnswer,
  SearchHit,
  withNotice,
} from './answers.ts';
export type { PublicationCase } from './case.ts';
export { checkPublished, type PublishedFinding } from './check.ts';
export { decideAnew, publishBatch, type PublishCounts } from './commands.ts';
export { keepErasures } from './keep-erasures.ts';
export { publicationJobs } from './jobs.ts';
export type { ListAnswer, ListFilter, ListsAnswer } from './list-answers.ts';
export type { ListQuery } from './list-filter.ts';
export { listItems, publicList, publicNameLists } from './public-list.ts';
export { listsOfNames, publicLists, type PublicList } from './public-lists.ts';
export { refreshPublicSubjects } from './public-subjects.ts';
export { holdPublicSubject, publicFile, type PublicFile } from './public-file.ts';
export { publicView } from './public-view.ts';
export { englishName } from './english-name.ts';
export { decidePublication, type HiddenReason, type PublicationDecision } from './publication.ts';
export { newestItems, newestOf, overview, publicItem } from './queries.ts';
export { publicationRoutes } from './routes.ts';
export { searchPublic } from './search.ts';
export { searchableName, type SearchableName } from './name-words.ts';
export { sections, type Section } from './sections.ts';
export { publicSubject } from './subject-page.ts';
export { expireDue, takeDown, withdraw } from './take-down.ts';
