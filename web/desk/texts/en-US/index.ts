import access from './access.json';
import batch from './batch.json';
import batches from './batches.json';
import classification from './classification.json';
import common from './common.json';
import doubts from './doubts.json';
import home from './home.json';
import purpose from './purpose.json';
import quarantine from './quarantine.json';
import records from './records.json';
import session from './session.json';
import shell from './shell.json';
import subjects from './subjects.json';
import today from './today.json';
import tray from './tray.json';
import system from './system.json';

/** The texts of the desk in English; loaded when somebody asks for them. */
export const enUS = {
  access,
  batch,
  batches,
  classification,
  common,
  doubts,
  home,
  purpose,
  quarantine,
  records,
  session,
  shell,
  subjects,
  system,
  today,
  tray,
} as const;
