/** One thing wrong in a policy: where it stands, what is wrong, and what to do about it; all in Chinese sentences. */
export interface PolicyProblem {
  /** Path below the policy folder, or below the overlay folder with `overlay:` before it. */
  file: string;
  /** Id or code of the entry; empty when the whole file is meant. */
  entry: string;
  problem: string;
  remedy: string;
}

/** The problem as one line: file, entry, what is wrong, what to do. */
export function problemLine({ file, entry, problem, remedy }: PolicyProblem): string {
  return `${file}${entry === '' ? '' : `（${entry}）`}：${problem}。${remedy}。`;
}

/** A policy that cannot be used; `problems` names all that was found. */
export class PolicyError extends Error {
  readonly problems: PolicyProblem[];

  constructor(problems: PolicyProblem[]) {
    const shown = problems.slice(0, 5).map(problemLine);
    const rest = problems.length - shown.length;
    super(
      ['政策数据不能使用：', ...shown, ...(rest > 0 ? [`另有 ${rest} 处问题。`] : [])].join('\n'),
    );
    this.name = 'PolicyError';
    this.problems = problems;
  }
}
