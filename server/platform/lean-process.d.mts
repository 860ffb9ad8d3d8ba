export const leanMemory: Readonly<Record<string, string>>;
export const leanArguments: readonly string[];
export function leanEnvironment(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
