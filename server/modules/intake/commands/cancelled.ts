/** Somebody asked to stop the batch; the work ends between two transactions. */
export class BatchCancelled extends Error {
  constructor() {
    super('batch cancelled');
    this.name = 'BatchCancelled';
  }
}
