/** Made-up codes: well formed, and of bodies and divisions that no real subject has. */
import { citizenIdCheckChar } from '../identifiers/citizen-id.ts';
import { usccCheckChar } from '../identifiers/uscc.ts';

const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Code of an enterprise (`91`) or household (`92`) with the made-up body MAXT and a serial of four digits. */
export function exampleUscc(district: string, serial: number, type: '91' | '92' = '91'): string {
  const body = `MAXT${String(serial).padStart(4, '0')}`;
  let sum = 0;
  for (const [index, char] of [...body].entries()) {
    const value = char >= 'A' ? char.charCodeAt(0) - 55 : Number(char);
    sum += value * (ORG_WEIGHTS[index] as number);
  }
  const check = 11 - (sum % 11);
  const organisation = body + (check === 10 ? 'X' : check === 11 ? '0' : String(check));
  const first17 = `${type}${district}${organisation}`;
  return first17 + (usccCheckChar(first17) ?? '');
}

/** Citizen number in the unassigned division the demonstration uses; nobody living was born on its day. */
export function exampleCitizenId(demonstrationDistrict: string, serial = 1): string {
  const first17 = `${demonstrationDistrict}19000101${String(serial).padStart(3, '0')}`;
  return first17 + citizenIdCheckChar(first17);
}
