import type { RuleOf } from '../../../policy/index.ts';
import { isUsccPlaceholder } from '../../identifiers/uscc.ts';
import type { Compilation } from '../environment.ts';
import type { Check } from '../row.ts';

/** The name is in no register (UNKNOWN), or its code is another one (MISMATCH on the code cell). */
export function registeredUnit(compilation: Compilation<RuleOf<'registeredUnit'>>): Check {
  const { slots, slot, report, environment } = compilation;
  const codeSlot = slots[1];
  const { codesByName, organisations } = environment.tables;
  return (row) => {
    const name = row.cell(slot);
    if (name === '' || row.isPoisoned(slot)) return;
    const codes = codesByName.get(name);
    if (!codes) {
      report(row, slot, { detail: 'UNKNOWN' });
      return;
    }
    if (codeSlot === undefined || row.isPoisoned(codeSlot)) return;
    const code = row.cell(codeSlot);
    if (code === '' || isUsccPlaceholder(code)) return;
    if (codes.some((organisation) => organisations.get(organisation)?.uscc === code)) return;
    report(row, codeSlot, { detail: 'MISMATCH' });
  };
}

/** Name and code, each where it differs from the organisation of the sending account. */
export function sendingUnit(compilation: Compilation<RuleOf<'sendingUnit'>>): Check {
  const { slots, slot, report } = compilation;
  const codeSlot = slots[1];
  return (row) => {
    const { sender } = row;
    if (!sender) return;
    const name = row.cell(slot);
    if (name !== '' && !row.isPoisoned(slot) && !sender.names.has(name)) report(row, slot);
    if (codeSlot === undefined || row.isPoisoned(codeSlot)) return;
    const code = row.cell(codeSlot);
    if (code !== '' && code !== sender.uscc && !isUsccPlaceholder(code)) report(row, codeSlot);
  };
}

/** The sending organisation is not registered for the class. */
export function registeredSender(compilation: Compilation<RuleOf<'registeredSender'>>): Check {
  const { slot, report, environment } = compilation;
  const senders = new Set(environment.informationClass.senders);
  return (row) => {
    const { sender } = row.context;
    if (sender === undefined || row.cells[slot] === '') return;
    if (!senders.has(sender)) report(row, slot);
  };
}
