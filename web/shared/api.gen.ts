// Generated from openapi.json by tools/api-types.ts; do not edit.
export interface paths {
    readonly "/api/v1/accounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Accounts of the own organisation, or all */
        readonly get: operations["getAccounts"];
        readonly put?: never;
        /** Create an account; answers its one-time code once */
        readonly post: operations["postAccounts"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/accounts/{account}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Disable an account and end its sessions */
        readonly delete: operations["deleteAccountsByAccount"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/accounts/{account}/resets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** First of two persons: ask for a new one-time code */
        readonly post: operations["postAccountsByAccountResets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/api-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Interface keys without their secrets */
        readonly get: operations["getApiKeys"];
        readonly put?: never;
        /** Create a key of the own organisation; answers the whole key once */
        readonly post: operations["postApiKeys"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/api-keys/{keyId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Revoke a key at once */
        readonly delete: operations["deleteApiKeysByKeyId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who did what, newest first, about one object or all */
        readonly get: operations["getAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/batches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Batches, newest first */
        readonly get: operations["getBatches"];
        readonly put?: never;
        /** Send a sheet of one class; the same file again is the same batch */
        readonly post: operations["postBatches"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/batches/{batchId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A batch with its progress, numbers and findings by rule */
        readonly get: operations["getBatchesByBatchId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/batches/{batchId}/annotated": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rows that did not enter, as a workbook with marked cells */
        readonly get: operations["getBatchesByBatchIdAnnotated"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/batches/{batchId}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Stop a batch; rows already stored stay */
        readonly post: operations["postBatchesByBatchIdCancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/batches/{batchId}/rows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rows of a batch that have findings, in the order of the sheet */
        readonly get: operations["getBatchesByBatchIdRows"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/batches/{batchId}/rows/{rowNumber}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change cells of a waiting row; it is judged again and enters when it is good */
        readonly post: operations["postBatchesByBatchIdRowsByRowNumber"];
        /** Give up a waiting row */
        readonly delete: operations["deleteBatchesByBatchIdRowsByRowNumber"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/classes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Classes the own organisation sends, with their forms */
        readonly get: operations["getClasses"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/classes/{classCode}/template": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The workbook to fill in for a class */
        readonly get: operations["getClassesByClassCodeTemplate"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/classification": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Negative records that wait for a person to decide their level */
        readonly get: operations["getClassification"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/classification/{recordId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Decide the level of a record: confirm or lower, never raise */
        readonly post: operations["postClassificationByRecordId"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/directory": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Names of all classes, of their fields and values, and of all organisations */
        readonly get: operations["getDirectory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/enrolment": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Set a password by a one-time code and receive a second factor */
        readonly post: operations["postEnrolment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/enrolment/confirmation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Prove that the second factor works; the account can sign in from now on */
        readonly post: operations["postEnrolmentConfirmation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/judge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Judge typed rows without storing anything */
        readonly post: operations["postJudge"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/ledger/checkpoint": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Newest signed checkpoint, and the newest that each witness cosigned */
        readonly get: operations["getLedgerCheckpoint"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/ledger/consistency": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Proof that an older tree is a prefix of a newer one, the newest unless told */
        readonly get: operations["getLedgerConsistency"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/ledger/cosignatures": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A checkpoint with the cosignature of a witness this instance knows */
        readonly post: operations["postLedgerCosignatures"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/ledger/inclusion/{position}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Inclusion proof of one position in the newest checkpoint */
        readonly get: operations["getLedgerInclusionByPosition"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/ledger/log": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The whole log: leaf hashes and signed checkpoints, for tools/verify-ledger.mjs */
        readonly get: operations["getLedgerLog"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/ledger/self-check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the nightly comparison of ledger, records, reports and audit log found last */
        readonly get: operations["getLedgerSelfCheck"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/ledger/set-backs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Findings that the ledger was set back, with who acknowledged them */
        readonly get: operations["getLedgerSetBacks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/ledger/set-backs/{setBackId}/acknowledgement": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** One of two different persons acknowledges that the ledger was set back */
        readonly post: operations["postLedgerSetBacksBySetBackIdAcknowledgement"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/ledger/state": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the platform is read-only, and why */
        readonly get: operations["getLedgerState"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/my-batches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Files the caller sent that are on their way or were finished within a day */
        readonly get: operations["getMyBatches"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/public/items/{publicId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One published record with all its public fields */
        readonly get: operations["getPublicItemsByPublicId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/public/newest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Newest published records of organisations that are public now */
        readonly get: operations["getPublicNewest"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/public/overview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How much is public today, by section and class */
        readonly get: operations["getPublicOverview"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/public/reports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Issue the public credit report of an organisation; number and code fetch the file */
        readonly post: operations["postPublicReports"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/public/reports/file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The issued PDF, while everything in it is still public */
        readonly post: operations["postPublicReportsFile"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/public/reports/file-verification": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What the register says about a file, by the SHA-256 of its bytes */
        readonly post: operations["postPublicReportsFileVerification"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/public/reports/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Certificates and keys by which reports are verified without this server, replaced ones too */
        readonly get: operations["getPublicReportsKeys"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/public/reports/verification": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What the register says about a report, by its number and verification code */
        readonly post: operations["postPublicReportsVerification"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/public/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Find a subject by code, name, former name, part of a name or initials */
        readonly get: operations["getPublicSearch"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/public/subjects/{uscc}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Everything published about a subject, by section; one section page by page */
        readonly get: operations["getPublicSubjectsByUscc"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/quarantine": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rows held for a person of the centre */
        readonly get: operations["getQuarantine"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/quarantine/{batchId}/{rowNumber}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Decide about a held row, by name and with a reason */
        readonly post: operations["postQuarantineByBatchIdByRowNumber"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/readings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who received non-public data, newest first, about one subject or all */
        readonly get: operations["getReadings"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/records": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Records the own organisation reported, newest first */
        readonly get: operations["getRecords"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/records/{recordId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One record with its history, numbers of persons masked */
        readonly get: operations["getRecordsByRecordId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reports/{number}/correction": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Issue a report anew and mark the old one superseded, with a reason */
        readonly post: operations["postReportsByNumberCorrection"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reports/{number}/withdrawal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Withdraw an issued report, with a reason */
        readonly post: operations["postReportsByNumberWithdrawal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/resets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Resets that wait for a second person */
        readonly get: operations["getResets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/resets/{resetId}/approval": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Second person: approve; answers the one-time code once */
        readonly post: operations["postResetsByResetIdApproval"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who is signed in, what he may do; in a demonstration how to sign in */
        readonly get: operations["getSession"];
        readonly put?: never;
        /** Sign in by password, with the one-time code or before it is asked for */
        readonly post: operations["postSession"];
        /** Sign out */
        readonly delete: operations["deleteSession"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/session/second-factor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Finish signing in by a one-time code or a recovery code */
        readonly post: operations["postSessionSecondFactor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/subject-doubts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Records reported under a name that the register contradicts, for a person to decide */
        readonly get: operations["getSubjectDoubts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/subject-doubts/{recordId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say by name and with a reason whether a record is its subject's */
        readonly post: operations["postSubjectDoubtsByRecordId"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/subjects/{uscc}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All records of a subject as of two dates, non-public content included */
        readonly get: operations["getSubjectsByUscc"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/subjects/{uscc}/head": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who an archive is about, its records counted by class and status, and its newest change */
        readonly get: operations["getSubjectsByUsccHead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/system/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Queues of background jobs and the newest failed jobs */
        readonly get: operations["getSystemJobs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/system/jobs/{jobId}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Run a failed job again, with a reason */
        readonly post: operations["postSystemJobsByJobIdRetry"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/system/state": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The state of the system in lines, the urgent ones first; numbers only */
        readonly get: operations["getSystemState"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/today": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What waits for the own organisation today: files and numbers, no content of rows */
        readonly get: operations["getToday"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/waiting": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How much waits for a person in each queue of the own role, at most 1000 */
        readonly get: operations["getWaiting"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A refusal */
        readonly Problem: {
            /** @description Stable name of the refusal */
            readonly code: string;
            /** @description What is wrong, where, and what to do */
            readonly detail: string;
            readonly fieldErrors: readonly {
                readonly code: string;
                readonly field: string;
                readonly message: string;
            }[];
            /** @description Names this request in the log of the server */
            readonly reference: string;
            readonly status: number;
            readonly title: string;
            readonly type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getAccounts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly account: string;
                            readonly disabled: boolean;
                            readonly display: string;
                            readonly enrolled: boolean;
                            readonly organisation: string;
                            readonly organisationName: string;
                            readonly role: string;
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postAccounts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly account: string;
                    readonly displayZh: string;
                    readonly organisation: string;
                    readonly role: "LIAISON_MAIN" | "LIAISON_DEPUTY" | "REVIEWER" | "CENTRE_OPERATOR" | "CENTRE_APPROVER" | "SECURITY_ADMIN" | "SYSTEM_ADMIN" | "AUDITOR";
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly oneTimeCode: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteAccountsByAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly account: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postAccountsByAccountResets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly account: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly resetId: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getApiKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly createdAt: string;
                            readonly createdBy: string;
                            readonly expiresAt: string;
                            readonly keyId: string;
                            readonly label: string;
                            readonly lastUsedAt: string | null;
                            readonly organisation: string;
                            readonly revokedAt: string | null;
                            readonly scopes: readonly string[];
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postApiKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly expiresInDays: number;
                    readonly label: string;
                    readonly scopes: readonly ("batches:write" | "batches:read" | "records:read" | "readings:read")[];
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly key: string;
                        readonly keyId: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteApiKeysByKeyId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly keyId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getAudit: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                readonly object?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly account: string;
                            readonly action: string;
                            readonly at: string;
                            readonly auditId: string;
                            readonly channel: string;
                            readonly object: string;
                            readonly organisation: string | null;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getBatches: {
        readonly parameters: {
            readonly query?: {
                readonly after?: string;
                readonly classCode?: string;
                readonly limit?: number;
                readonly state?: "RECEIVED" | "READING" | "STORING" | "DONE" | "REFUSED" | "CANCELLED" | "FAILED";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly account: string;
                            readonly batchId: string;
                            readonly cancelRequested: boolean;
                            readonly channel: string;
                            readonly classCode: string;
                            readonly className: string;
                            readonly counts: {
                                readonly accepted: number;
                                readonly corrected: number;
                                readonly deleted: number;
                                readonly duplicate: number;
                                readonly new: number;
                                readonly quarantined: number;
                                readonly rejected: number;
                                readonly revoked: number;
                                readonly rows: number;
                                readonly warned: number;
                            };
                            readonly fileName: string;
                            readonly fileSize: number;
                            readonly finishedAt: string | null;
                            readonly held: "DISK_FULL" | null;
                            readonly organisation: string;
                            readonly organisationName: string;
                            readonly progress: {
                                readonly phase: string;
                                readonly rowsRead: number;
                                readonly rowsStored: number;
                                readonly rowsToStore: number | null;
                                readonly secondsLeft: number | null;
                            };
                            readonly receiptNumber: string;
                            readonly receivedAt: string;
                            readonly state: "RECEIVED" | "READING" | "STORING" | "DONE" | "REFUSED" | "CANCELLED" | "FAILED";
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postBatches: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "multipart/form-data": {
                    /**
                     * @description Code of the class of the sheet, such as ADMIN_PENALTY
                     * @default
                     */
                    readonly class: string;
                    /** Format: binary */
                    readonly file: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly batchId: string;
                        /** @description false: the same file was received before */
                        readonly isNew: boolean;
                        readonly receiptNumber: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getBatchesByBatchId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly batchId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account: string;
                        readonly batchId: string;
                        readonly cancelRequested: boolean;
                        readonly channel: string;
                        readonly classCode: string;
                        readonly className: string;
                        readonly counts: {
                            readonly accepted: number;
                            readonly corrected: number;
                            readonly deleted: number;
                            readonly duplicate: number;
                            readonly new: number;
                            readonly quarantined: number;
                            readonly rejected: number;
                            readonly revoked: number;
                            readonly rows: number;
                            readonly warned: number;
                        };
                        readonly cures: {
                            readonly [key: string]: number;
                        };
                        readonly expiresOn: string | null;
                        readonly fileDigest: string;
                        readonly fileName: string;
                        readonly fileSize: number;
                        readonly findingCounts: readonly {
                            readonly count: number;
                            readonly field: string;
                            readonly fieldName: string;
                            readonly rule: string;
                            readonly severity: "error" | "quarantine" | "warning";
                        }[];
                        readonly finishedAt: string | null;
                        readonly headerFindings: readonly {
                            readonly cell: string | null;
                            readonly detail?: string;
                            readonly feedback: string;
                            readonly field: string;
                            readonly fieldName: string;
                            readonly message: string;
                            readonly messageEn: string;
                            readonly row: number;
                            readonly rule: string;
                            readonly severity: "error" | "quarantine" | "warning";
                            readonly suggestion?: {
                                readonly field: string;
                                readonly from?: string;
                                readonly kind: string;
                                readonly value?: string;
                            };
                            readonly value: string;
                        }[];
                        readonly held: "DISK_FULL" | null;
                        readonly judgedOn: string;
                        readonly organisation: string;
                        readonly organisationName: string;
                        readonly policyHash: string;
                        readonly progress: {
                            readonly phase: string;
                            readonly rowsRead: number;
                            readonly rowsStored: number;
                            readonly rowsToStore: number | null;
                            readonly secondsLeft: number | null;
                        };
                        readonly receiptNumber: string;
                        readonly receivedAt: string;
                        readonly refusal: {
                            readonly code: string;
                            readonly message: string;
                        } | null;
                        readonly reportId: string | null;
                        readonly sheet: {
                            readonly columns: {
                                readonly [key: string]: string;
                            };
                            readonly encoding: string;
                            readonly format: string;
                            readonly headerRow: number;
                            readonly otherSheets: readonly string[];
                            readonly sheetName: string | null;
                        } | null;
                        readonly state: "RECEIVED" | "READING" | "STORING" | "DONE" | "REFUSED" | "CANCELLED" | "FAILED";
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getBatchesByBatchIdAnnotated: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly batchId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postBatchesByBatchIdCancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly batchId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account: string;
                        readonly batchId: string;
                        readonly cancelRequested: boolean;
                        readonly channel: string;
                        readonly classCode: string;
                        readonly className: string;
                        readonly counts: {
                            readonly accepted: number;
                            readonly corrected: number;
                            readonly deleted: number;
                            readonly duplicate: number;
                            readonly new: number;
                            readonly quarantined: number;
                            readonly rejected: number;
                            readonly revoked: number;
                            readonly rows: number;
                            readonly warned: number;
                        };
                        readonly cures: {
                            readonly [key: string]: number;
                        };
                        readonly expiresOn: string | null;
                        readonly fileDigest: string;
                        readonly fileName: string;
                        readonly fileSize: number;
                        readonly findingCounts: readonly {
                            readonly count: number;
                            readonly field: string;
                            readonly fieldName: string;
                            readonly rule: string;
                            readonly severity: "error" | "quarantine" | "warning";
                        }[];
                        readonly finishedAt: string | null;
                        readonly headerFindings: readonly {
                            readonly cell: string | null;
                            readonly detail?: string;
                            readonly feedback: string;
                            readonly field: string;
                            readonly fieldName: string;
                            readonly message: string;
                            readonly messageEn: string;
                            readonly row: number;
                            readonly rule: string;
                            readonly severity: "error" | "quarantine" | "warning";
                            readonly suggestion?: {
                                readonly field: string;
                                readonly from?: string;
                                readonly kind: string;
                                readonly value?: string;
                            };
                            readonly value: string;
                        }[];
                        readonly held: "DISK_FULL" | null;
                        readonly judgedOn: string;
                        readonly organisation: string;
                        readonly organisationName: string;
                        readonly policyHash: string;
                        readonly progress: {
                            readonly phase: string;
                            readonly rowsRead: number;
                            readonly rowsStored: number;
                            readonly rowsToStore: number | null;
                            readonly secondsLeft: number | null;
                        };
                        readonly receiptNumber: string;
                        readonly receivedAt: string;
                        readonly refusal: {
                            readonly code: string;
                            readonly message: string;
                        } | null;
                        readonly reportId: string | null;
                        readonly sheet: {
                            readonly columns: {
                                readonly [key: string]: string;
                            };
                            readonly encoding: string;
                            readonly format: string;
                            readonly headerRow: number;
                            readonly otherSheets: readonly string[];
                            readonly sheetName: string | null;
                        } | null;
                        readonly state: "RECEIVED" | "READING" | "STORING" | "DONE" | "REFUSED" | "CANCELLED" | "FAILED";
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getBatchesByBatchIdRows: {
        readonly parameters: {
            readonly query?: {
                readonly after?: string;
                readonly field?: string;
                readonly limit?: number;
                readonly rule?: string;
                readonly state?: "REJECTED" | "QUARANTINED" | "WARNED" | "DUPLICATE" | "ENTERED" | "REFUSED" | "REPLACED";
            };
            readonly header?: never;
            readonly path: {
                readonly batchId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly batchId: string;
                            readonly classCode: string;
                            readonly cures: readonly {
                                readonly field: string;
                                readonly from: string;
                                readonly normaliser: string;
                                readonly to: string;
                            }[];
                            readonly decidedAt: string | null;
                            readonly decidedBy: string | null;
                            readonly expiresOn: string;
                            readonly findings: readonly {
                                readonly cell: string | null;
                                readonly detail?: string;
                                readonly feedback: string;
                                readonly field: string;
                                readonly fieldName: string;
                                readonly message: string;
                                readonly messageEn: string;
                                readonly row: number;
                                readonly rule: string;
                                readonly severity: "error" | "quarantine" | "warning";
                                readonly suggestion?: {
                                    readonly field: string;
                                    readonly from?: string;
                                    readonly kind: string;
                                    readonly value?: string;
                                };
                                readonly value: string;
                            }[];
                            readonly organisation: string;
                            readonly reason: string | null;
                            readonly recordId: string | null;
                            readonly rowNumber: number;
                            readonly state: "REJECTED" | "QUARANTINED" | "WARNED" | "DUPLICATE" | "ENTERED" | "REFUSED" | "REPLACED";
                            readonly subjectId: string | null;
                            readonly suggestions: readonly {
                                readonly because: string;
                                readonly name: string;
                                readonly subjectId: string;
                                readonly uscc: string | null;
                            }[];
                            readonly values: {
                                readonly [key: string]: string;
                            };
                            readonly version: number;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postBatchesByBatchIdRowsByRowNumber: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly batchId: string;
                readonly rowNumber: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly values: {
                        readonly [key: string]: string;
                    };
                    readonly version?: number;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly batchId: string;
                        readonly classCode: string;
                        readonly cures: readonly {
                            readonly field: string;
                            readonly from: string;
                            readonly normaliser: string;
                            readonly to: string;
                        }[];
                        readonly decidedAt: string | null;
                        readonly decidedBy: string | null;
                        readonly expiresOn: string;
                        readonly findings: readonly {
                            readonly cell: string | null;
                            readonly detail?: string;
                            readonly feedback: string;
                            readonly field: string;
                            readonly fieldName: string;
                            readonly message: string;
                            readonly messageEn: string;
                            readonly row: number;
                            readonly rule: string;
                            readonly severity: "error" | "quarantine" | "warning";
                            readonly suggestion?: {
                                readonly field: string;
                                readonly from?: string;
                                readonly kind: string;
                                readonly value?: string;
                            };
                            readonly value: string;
                        }[];
                        readonly organisation: string;
                        readonly reason: string | null;
                        readonly recordId: string | null;
                        readonly rowNumber: number;
                        readonly state: "REJECTED" | "QUARANTINED" | "WARNED" | "DUPLICATE" | "ENTERED" | "REFUSED" | "REPLACED";
                        readonly subjectId: string | null;
                        readonly suggestions: readonly {
                            readonly because: string;
                            readonly name: string;
                            readonly subjectId: string;
                            readonly uscc: string | null;
                        }[];
                        readonly values: {
                            readonly [key: string]: string;
                        };
                        readonly version: number;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteBatchesByBatchIdRowsByRowNumber: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly batchId: string;
                readonly rowNumber: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly batchId: string;
                        readonly classCode: string;
                        readonly cures: readonly {
                            readonly field: string;
                            readonly from: string;
                            readonly normaliser: string;
                            readonly to: string;
                        }[];
                        readonly decidedAt: string | null;
                        readonly decidedBy: string | null;
                        readonly expiresOn: string;
                        readonly findings: readonly {
                            readonly cell: string | null;
                            readonly detail?: string;
                            readonly feedback: string;
                            readonly field: string;
                            readonly fieldName: string;
                            readonly message: string;
                            readonly messageEn: string;
                            readonly row: number;
                            readonly rule: string;
                            readonly severity: "error" | "quarantine" | "warning";
                            readonly suggestion?: {
                                readonly field: string;
                                readonly from?: string;
                                readonly kind: string;
                                readonly value?: string;
                            };
                            readonly value: string;
                        }[];
                        readonly organisation: string;
                        readonly reason: string | null;
                        readonly recordId: string | null;
                        readonly rowNumber: number;
                        readonly state: "REJECTED" | "QUARANTINED" | "WARNED" | "DUPLICATE" | "ENTERED" | "REFUSED" | "REPLACED";
                        readonly subjectId: string | null;
                        readonly suggestions: readonly {
                            readonly because: string;
                            readonly name: string;
                            readonly subjectId: string;
                            readonly uscc: string | null;
                        }[];
                        readonly values: {
                            readonly [key: string]: string;
                        };
                        readonly version: number;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getClasses: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly code: string;
                            readonly form: {
                                readonly classCode: string;
                                readonly fields: readonly {
                                    readonly blankWhen: unknown;
                                    readonly code: string;
                                    readonly decimals: number | null;
                                    readonly group: string;
                                    readonly help: string;
                                    readonly input: string;
                                    readonly label: string;
                                    readonly labelEn: string;
                                    readonly longTerm: boolean;
                                    readonly maxLength: number | null;
                                    readonly options: readonly {
                                        readonly label: string;
                                        readonly value: string;
                                    }[] | null;
                                    readonly required: boolean;
                                    readonly requiredWhen: unknown;
                                    readonly unit: string | null;
                                }[];
                                readonly nameZh: string;
                            };
                            readonly group: string;
                            readonly lastBatchId: string | null;
                            readonly lastReceivedAt: string | null;
                            readonly nameEn: string;
                            readonly nameZh: string;
                            readonly reportWithinWorkdays: number | null;
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getClassesByClassCodeTemplate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly classCode: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getClassification: {
        readonly parameters: {
            readonly query?: {
                readonly after?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly actions: readonly {
                                readonly account: string;
                                readonly at: string;
                                readonly detail: {
                                    readonly [key: string]: unknown;
                                };
                                readonly effectiveOn: string;
                                readonly kind: "registered" | "classified" | "subjectConfirmed" | "held" | "hidden" | "published" | "withdrawn" | "expired" | "repaired" | "objected" | "objectionClosed" | "superseded" | "revoked" | "deleted" | "erased";
                                readonly organisation: string | null;
                                readonly reason: string | null;
                                readonly seq: number;
                            }[];
                            readonly active: boolean;
                            readonly batchId: string;
                            readonly choice: {
                                readonly proposed: readonly string[];
                                readonly unresolved: readonly {
                                    readonly candidates: readonly string[];
                                    readonly from: string;
                                }[];
                            };
                            readonly classCode: string;
                            readonly disputed: boolean;
                            readonly externalId: string;
                            readonly factDate: string;
                            readonly level: ("MINOR" | "GENERAL" | "SERIOUS") | null;
                            readonly needs: ("CLASSIFICATION" | "SUBJECT") | null;
                            readonly organisation: string;
                            readonly platform: {
                                readonly [key: string]: string;
                            };
                            readonly polarity: "NEUTRAL" | "POSITIVE" | "NEGATIVE";
                            readonly receivedAt: string;
                            readonly recordId: string;
                            readonly replaces: string | null;
                            readonly rowNumber: number;
                            readonly status: "REGISTERED" | "HELD" | "HIDDEN" | "PUBLISHED" | "WITHDRAWN" | "EXPIRED" | "REPAIRED" | "SUPERSEDED" | "REVOKED" | "DELETED" | "ERASED";
                            readonly subject: {
                                readonly formerNames: readonly string[];
                                readonly kind: "LEGAL_PERSON" | "UNINCORPORATED" | "INDIVIDUAL_BUSINESS" | "NATURAL_PERSON" | "GOVERNMENT" | "PLACE";
                                readonly name: string;
                                readonly provisional: boolean;
                                readonly subjectId: string;
                                readonly uscc: string | null;
                            };
                            readonly values: {
                                readonly [key: string]: string;
                            } | null;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postClassificationByRecordId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly recordId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly kinds: readonly string[];
                    readonly level: "MINOR" | "GENERAL" | "SERIOUS";
                    readonly procedure?: "SIMPLE" | "ORDINARY";
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly active: boolean;
                        readonly disputed: boolean;
                        readonly level: ("MINOR" | "GENERAL" | "SERIOUS") | null;
                        readonly needs: ("CLASSIFICATION" | "SUBJECT") | null;
                        readonly platform: {
                            readonly [key: string]: string;
                        };
                        readonly recordId: string;
                        readonly status: "REGISTERED" | "HELD" | "HIDDEN" | "PUBLISHED" | "WITHDRAWN" | "EXPIRED" | "REPAIRED" | "SUPERSEDED" | "REVOKED" | "DELETED" | "ERASED";
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDirectory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly classes: readonly {
                            readonly code: string;
                            readonly documentNumber: string | null;
                            readonly fields: readonly {
                                readonly code: string;
                                readonly format: string;
                                readonly label: string;
                                readonly labelEn: string;
                                readonly list: string | null;
                                readonly unit: string | null;
                            }[];
                            readonly group: string;
                            readonly nameEn: string;
                            readonly nameZh: string;
                            readonly subject: {
                                readonly name: string | null;
                                readonly uscc: string | null;
                            };
                        }[];
                        readonly lists: {
                            readonly [key: string]: {
                                readonly [key: string]: string;
                            };
                        };
                        readonly longTermDate: string;
                        readonly organisations: readonly {
                            readonly code: string;
                            readonly nameEn: string;
                            readonly nameZh: string;
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postEnrolment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly account: string;
                    readonly oneTimeCode: string;
                    readonly password: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly recoveryCodes: readonly string[];
                        /** @description For typing into an authenticator */
                        readonly secret: string;
                        /** @description otpauth address, shown as a QR code */
                        readonly uri: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postEnrolmentConfirmation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly account: string;
                    readonly code: string;
                    readonly oneTimeCode: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postJudge: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly classCode: string;
                    readonly rows: readonly {
                        readonly [key: string]: string;
                    }[];
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly rows: readonly {
                            readonly cures: readonly {
                                readonly field: string;
                                readonly from: string;
                                readonly normaliser: string;
                                readonly to: string;
                            }[];
                            readonly findings: readonly {
                                readonly cell: string | null;
                                readonly detail?: string;
                                readonly feedback: string;
                                readonly field: string;
                                readonly fieldName: string;
                                readonly message: string;
                                readonly messageEn: string;
                                readonly row: number;
                                readonly rule: string;
                                readonly severity: "error" | "quarantine" | "warning";
                                readonly suggestion?: {
                                    readonly field: string;
                                    readonly from?: string;
                                    readonly kind: string;
                                    readonly value?: string;
                                };
                                readonly value: string;
                            }[];
                            readonly outcome: string;
                            readonly rowNumber: number;
                            readonly values: {
                                readonly [key: string]: string;
                            };
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLedgerCheckpoint: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly handOvers: readonly string[];
                        readonly note: string;
                        readonly root: string;
                        readonly signedAt: string;
                        readonly size: number;
                        readonly verifierKey: string;
                        readonly witnessed: readonly {
                            readonly note: string;
                            readonly size: number;
                            readonly witness: string;
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLedgerConsistency: {
        readonly parameters: {
            readonly query: {
                readonly from: number;
                readonly to?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly from: number;
                        readonly proof: readonly string[];
                        readonly to: number;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postLedgerCosignatures: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly note: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly size: number;
                        readonly witness: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLedgerInclusionByPosition: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly position: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly leafHash: string;
                        readonly position: number;
                        readonly proof: readonly string[];
                        readonly size: number;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLedgerLog: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLedgerSelfCheck: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly checks: readonly {
                            readonly at: string | null;
                            readonly checked: number;
                            readonly findings: readonly {
                                readonly code: string;
                                readonly message: string;
                            }[];
                            readonly found: number;
                            readonly name: "ledger" | "records" | "publication" | "reports" | "audit";
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLedgerSetBacks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly en: string;
                            readonly firstAt: string | null;
                            readonly firstBy: string | null;
                            readonly firstReason: string | null;
                            readonly foundAt: string;
                            readonly secondAt: string | null;
                            readonly secondBy: string | null;
                            readonly secondReason: string | null;
                            readonly setBackId: string;
                            readonly zh: string;
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postLedgerSetBacksBySetBackIdAcknowledgement: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly setBackId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly persons: number;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLedgerState: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly readOnly: boolean;
                        readonly reason: null | {
                            readonly en: string;
                            readonly zh: string;
                        };
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMyBatches: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly account: string;
                            readonly batchId: string;
                            readonly cancelRequested: boolean;
                            readonly channel: string;
                            readonly classCode: string;
                            readonly className: string;
                            readonly counts: {
                                readonly accepted: number;
                                readonly corrected: number;
                                readonly deleted: number;
                                readonly duplicate: number;
                                readonly new: number;
                                readonly quarantined: number;
                                readonly rejected: number;
                                readonly revoked: number;
                                readonly rows: number;
                                readonly warned: number;
                            };
                            readonly fileName: string;
                            readonly fileSize: number;
                            readonly finishedAt: string | null;
                            readonly held: "DISK_FULL" | null;
                            readonly organisation: string;
                            readonly organisationName: string;
                            readonly progress: {
                                readonly phase: string;
                                readonly rowsRead: number;
                                readonly rowsStored: number;
                                readonly rowsToStore: number | null;
                                readonly secondsLeft: number | null;
                            };
                            readonly receiptNumber: string;
                            readonly receivedAt: string;
                            readonly state: "RECEIVED" | "READING" | "STORING" | "DONE" | "REFUSED" | "CANCELLED" | "FAILED";
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getPublicItemsByPublicId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly publicId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly authority: string;
                        readonly basis: string;
                        readonly classCode: string;
                        readonly className: string;
                        readonly classNameEn: string;
                        readonly documentNumber: string | null;
                        readonly documentNumberLabel: string;
                        readonly documentNumberLabelEn: string;
                        /** Format: date */
                        readonly factDate: string;
                        readonly factDateLabel: string;
                        readonly factDateLabelEn: string;
                        readonly fields: readonly {
                            readonly code: string;
                            readonly kind: "text" | "date" | "code" | "number" | "uscc";
                            readonly label: string;
                            readonly labelEn: string;
                            readonly value: string;
                        }[];
                        readonly household: boolean;
                        readonly level: string | null;
                        readonly levelCode: string | null;
                        readonly negative: boolean;
                        readonly notice: string | null;
                        readonly publicId: string;
                        /** Format: date */
                        readonly publishedOn: string;
                        readonly section: string;
                        /** Format: date */
                        readonly shownFrom: string;
                        readonly shownUntil: string | null;
                        readonly sourceUnit: string;
                        readonly subject: {
                            readonly name: string;
                            readonly uscc: string;
                        };
                        readonly title: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getPublicNewest: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date */
                        readonly asOf: string;
                        readonly items: readonly {
                            readonly authority: string;
                            readonly basis: string;
                            readonly classCode: string;
                            readonly className: string;
                            readonly classNameEn: string;
                            readonly documentNumber: string | null;
                            readonly documentNumberLabel: string;
                            readonly documentNumberLabelEn: string;
                            /** Format: date */
                            readonly factDate: string;
                            readonly factDateLabel: string;
                            readonly factDateLabelEn: string;
                            readonly level: string | null;
                            readonly levelCode: string | null;
                            readonly negative: boolean;
                            readonly publicId: string;
                            /** Format: date */
                            readonly publishedOn: string;
                            readonly section: string;
                            /** Format: date */
                            readonly shownFrom: string;
                            readonly shownUntil: string | null;
                            readonly sourceUnit: string;
                            readonly subject: {
                                readonly name: string;
                                readonly uscc: string;
                            };
                            readonly title: string;
                        }[];
                        readonly notice: string | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getPublicOverview: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date */
                        readonly asOf: string;
                        readonly households: number | null;
                        readonly notice: string | null;
                        readonly organisations: number;
                        readonly sections: readonly {
                            readonly classes: readonly {
                                readonly classCode: string;
                                readonly className: string;
                                readonly classNameEn: string;
                                readonly count: number;
                            }[];
                            readonly count: number;
                            readonly en: string;
                            readonly id: string;
                            readonly zh: string;
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postPublicReports: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly uscc: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly bodyDigest: string;
                        readonly code: string;
                        readonly fileDigest: string;
                        readonly issuedAt: string;
                        readonly notice: string | null;
                        readonly number: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postPublicReportsFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly code: string;
                    readonly number: string;
                };
            };
        };
        readonly responses: {
            /** @description A file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/pdf": string;
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postPublicReportsFileVerification: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly digest: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly askedAt: string;
                        readonly bodyDigest: string | null;
                        readonly by: "CODE" | "FILE";
                        readonly en: string;
                        readonly endedAt: string | null;
                        readonly fileDigest: string | null;
                        readonly issuedAt: string | null;
                        readonly notice: string | null;
                        readonly number: string | null;
                        readonly status: "VALID" | "CHANGED_SINCE" | "SUPERSEDED" | "WITHDRAWN" | "UNKNOWN";
                        readonly subject: {
                            readonly name: string;
                            readonly uscc: string;
                        } | null;
                        readonly successor: string | null;
                        readonly template: string | null;
                        readonly zh: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getPublicReportsKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly certificates: readonly {
                            readonly current: boolean;
                            readonly fingerprint: string;
                            readonly name: string;
                            readonly pem: string;
                        }[];
                        readonly earlierSealKeys: readonly {
                            readonly name: string;
                            readonly publicKey: string;
                        }[];
                        readonly notice: string | null;
                        readonly sealKey: {
                            readonly name: string;
                            readonly publicKey: string;
                        };
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postPublicReportsVerification: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly code: string;
                    readonly number: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly askedAt: string;
                        readonly bodyDigest: string | null;
                        readonly by: "CODE" | "FILE";
                        readonly en: string;
                        readonly endedAt: string | null;
                        readonly fileDigest: string | null;
                        readonly issuedAt: string | null;
                        readonly notice: string | null;
                        readonly number: string | null;
                        readonly status: "VALID" | "CHANGED_SINCE" | "SUPERSEDED" | "WITHDRAWN" | "UNKNOWN";
                        readonly subject: {
                            readonly name: string;
                            readonly uscc: string;
                        } | null;
                        readonly successor: string | null;
                        readonly template: string | null;
                        readonly zh: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getPublicSearch: {
        readonly parameters: {
            readonly query: {
                readonly after?: number;
                readonly q: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly atLeast: boolean;
                        readonly hits: readonly {
                            readonly kind: string;
                            readonly name: string;
                            readonly provisional: boolean;
                            readonly reason: {
                                readonly code: "CODE" | "NAME" | "FORMER_NAME" | "PART" | "FORMER_PART" | "NEAR" | "FORMER_NEAR" | "SOUND" | "FORMER_SOUND";
                                readonly en: string;
                                readonly zh: string;
                            };
                            readonly registeredOn: string | null;
                            readonly segments: readonly {
                                readonly marked: boolean;
                                readonly text: string;
                            }[];
                            readonly status: string | null;
                            readonly uscc: string;
                        }[];
                        readonly next: string | null;
                        readonly notice: string | null;
                        readonly refusal: {
                            readonly code: string;
                            readonly en: string;
                            readonly zh: string;
                        } | null;
                        /** Format: date */
                        readonly searchedOn: string;
                        readonly total: number;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getPublicSubjectsByUscc: {
        readonly parameters: {
            readonly query?: {
                readonly after?: string;
                readonly section?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly uscc: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly basics: readonly {
                            readonly code: string;
                            readonly kind: "text" | "date" | "code" | "number" | "uscc";
                            readonly label: string;
                            readonly labelEn: string;
                            readonly value: string;
                        }[];
                        readonly basicsSource: {
                            /** Format: date */
                            readonly factDate: string;
                            readonly publicId: string;
                            /** Format: date */
                            readonly publishedOn: string;
                            readonly sourceUnit: string;
                        } | null;
                        /** Format: date */
                        readonly countedOn: string;
                        readonly counts: readonly {
                            readonly classes: readonly {
                                readonly classCode: string;
                                readonly className: string;
                                readonly classNameEn: string;
                                readonly count: number;
                            }[];
                            readonly count: number;
                            readonly en: string;
                            readonly id: string;
                            readonly zh: string;
                        }[];
                        readonly formerNames: readonly string[];
                        readonly household: boolean;
                        readonly kind: string;
                        readonly kindCode: string;
                        readonly name: string;
                        readonly negative: boolean;
                        readonly notice: string | null;
                        readonly provisional: boolean;
                        readonly sections: readonly {
                            readonly count: number;
                            readonly en: string;
                            readonly id: string;
                            readonly items: readonly {
                                readonly authority: string;
                                readonly basis: string;
                                readonly classCode: string;
                                readonly className: string;
                                readonly classNameEn: string;
                                readonly documentNumber: string | null;
                                readonly documentNumberLabel: string;
                                readonly documentNumberLabelEn: string;
                                /** Format: date */
                                readonly factDate: string;
                                readonly factDateLabel: string;
                                readonly factDateLabelEn: string;
                                readonly level: string | null;
                                readonly levelCode: string | null;
                                readonly negative: boolean;
                                readonly publicId: string;
                                /** Format: date */
                                readonly publishedOn: string;
                                readonly section: string;
                                /** Format: date */
                                readonly shownFrom: string;
                                readonly shownUntil: string | null;
                                readonly sourceUnit: string;
                                readonly subject: {
                                    readonly name: string;
                                    readonly uscc: string;
                                };
                                readonly title: string;
                            }[];
                            readonly next: string | null;
                            readonly zh: string;
                        }[];
                        readonly status: string | null;
                        readonly uscc: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getQuarantine: {
        readonly parameters: {
            readonly query?: {
                readonly after?: string;
                readonly classCode?: string;
                readonly limit?: number;
                readonly waitsFor?: "PERSON" | "AUTHORISATION";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly batchId: string;
                            readonly classCode: string;
                            readonly cures: readonly {
                                readonly field: string;
                                readonly from: string;
                                readonly normaliser: string;
                                readonly to: string;
                            }[];
                            readonly decidedAt: string | null;
                            readonly decidedBy: string | null;
                            readonly expiresOn: string;
                            readonly findings: readonly {
                                readonly cell: string | null;
                                readonly detail?: string;
                                readonly feedback: string;
                                readonly field: string;
                                readonly fieldName: string;
                                readonly message: string;
                                readonly messageEn: string;
                                readonly row: number;
                                readonly rule: string;
                                readonly severity: "error" | "quarantine" | "warning";
                                readonly suggestion?: {
                                    readonly field: string;
                                    readonly from?: string;
                                    readonly kind: string;
                                    readonly value?: string;
                                };
                                readonly value: string;
                            }[];
                            readonly organisation: string;
                            readonly reason: string | null;
                            readonly recordId: string | null;
                            readonly rowNumber: number;
                            readonly state: "REJECTED" | "QUARANTINED" | "WARNED" | "DUPLICATE" | "ENTERED" | "REFUSED" | "REPLACED";
                            readonly subjectId: string | null;
                            readonly suggestions: readonly {
                                readonly because: string;
                                readonly name: string;
                                readonly subjectId: string;
                                readonly uscc: string | null;
                            }[];
                            readonly values: {
                                readonly [key: string]: string;
                            };
                            readonly version: number;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postQuarantineByBatchIdByRowNumber: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly batchId: string;
                readonly rowNumber: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly decision: "ENTER" | "MATCH" | "NEW" | "REFUSE";
                    readonly reason: string;
                    /** Format: uuid */
                    readonly subjectId?: string;
                    readonly version?: number;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly batchId: string;
                        readonly classCode: string;
                        readonly cures: readonly {
                            readonly field: string;
                            readonly from: string;
                            readonly normaliser: string;
                            readonly to: string;
                        }[];
                        readonly decidedAt: string | null;
                        readonly decidedBy: string | null;
                        readonly expiresOn: string;
                        readonly findings: readonly {
                            readonly cell: string | null;
                            readonly detail?: string;
                            readonly feedback: string;
                            readonly field: string;
                            readonly fieldName: string;
                            readonly message: string;
                            readonly messageEn: string;
                            readonly row: number;
                            readonly rule: string;
                            readonly severity: "error" | "quarantine" | "warning";
                            readonly suggestion?: {
                                readonly field: string;
                                readonly from?: string;
                                readonly kind: string;
                                readonly value?: string;
                            };
                            readonly value: string;
                        }[];
                        readonly organisation: string;
                        readonly reason: string | null;
                        readonly recordId: string | null;
                        readonly rowNumber: number;
                        readonly state: "REJECTED" | "QUARANTINED" | "WARNED" | "DUPLICATE" | "ENTERED" | "REFUSED" | "REPLACED";
                        readonly subjectId: string | null;
                        readonly suggestions: readonly {
                            readonly because: string;
                            readonly name: string;
                            readonly subjectId: string;
                            readonly uscc: string | null;
                        }[];
                        readonly values: {
                            readonly [key: string]: string;
                        };
                        readonly version: number;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getReadings: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before */
                readonly after?: string;
                readonly subjectId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly account: string;
                            readonly at: string;
                            readonly basis: string | null;
                            readonly channel: string;
                            readonly organisation: string | null;
                            readonly output: string;
                            readonly purpose: string;
                            readonly readingId: string;
                            readonly records: number;
                            readonly subjectId: string | null;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getRecords: {
        readonly parameters: {
            readonly query?: {
                readonly after?: string;
                readonly batchId?: string;
                readonly classCode?: string;
                readonly limit?: number;
                readonly organisation?: string;
                readonly status?: "REGISTERED" | "HELD" | "HIDDEN" | "PUBLISHED" | "WITHDRAWN" | "EXPIRED" | "REPAIRED" | "SUPERSEDED" | "REVOKED" | "DELETED" | "ERASED";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly batchId: string;
                            readonly classCode: string;
                            readonly disputed: boolean;
                            readonly externalId: string;
                            readonly factDate: string;
                            readonly level: ("MINOR" | "GENERAL" | "SERIOUS") | null;
                            readonly needs: ("CLASSIFICATION" | "SUBJECT") | null;
                            readonly organisation: string;
                            readonly receivedAt: string;
                            readonly recordId: string;
                            readonly rowNumber: number;
                            readonly status: "REGISTERED" | "HELD" | "HIDDEN" | "PUBLISHED" | "WITHDRAWN" | "EXPIRED" | "REPAIRED" | "SUPERSEDED" | "REVOKED" | "DELETED" | "ERASED";
                            readonly subject: {
                                readonly formerNames: readonly string[];
                                readonly kind: "LEGAL_PERSON" | "UNINCORPORATED" | "INDIVIDUAL_BUSINESS" | "NATURAL_PERSON" | "GOVERNMENT" | "PLACE";
                                readonly name: string;
                                readonly provisional: boolean;
                                readonly subjectId: string;
                                readonly uscc: string | null;
                            };
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getRecordsByRecordId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly recordId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly actions: readonly {
                            readonly account: string;
                            readonly at: string;
                            readonly detail: {
                                readonly [key: string]: unknown;
                            };
                            readonly effectiveOn: string;
                            readonly kind: "registered" | "classified" | "subjectConfirmed" | "held" | "hidden" | "published" | "withdrawn" | "expired" | "repaired" | "objected" | "objectionClosed" | "superseded" | "revoked" | "deleted" | "erased";
                            readonly organisation: string | null;
                            readonly reason: string | null;
                            readonly seq: number;
                        }[];
                        readonly active: boolean;
                        readonly batchId: string;
                        readonly classCode: string;
                        readonly disputed: boolean;
                        readonly externalId: string;
                        readonly factDate: string;
                        readonly level: ("MINOR" | "GENERAL" | "SERIOUS") | null;
                        readonly needs: ("CLASSIFICATION" | "SUBJECT") | null;
                        readonly organisation: string;
                        readonly platform: {
                            readonly [key: string]: string;
                        };
                        readonly polarity: "NEUTRAL" | "POSITIVE" | "NEGATIVE";
                        readonly receivedAt: string;
                        readonly recordId: string;
                        readonly replaces: string | null;
                        readonly rowNumber: number;
                        readonly status: "REGISTERED" | "HELD" | "HIDDEN" | "PUBLISHED" | "WITHDRAWN" | "EXPIRED" | "REPAIRED" | "SUPERSEDED" | "REVOKED" | "DELETED" | "ERASED";
                        readonly subject: {
                            readonly formerNames: readonly string[];
                            readonly kind: "LEGAL_PERSON" | "UNINCORPORATED" | "INDIVIDUAL_BUSINESS" | "NATURAL_PERSON" | "GOVERNMENT" | "PLACE";
                            readonly name: string;
                            readonly provisional: boolean;
                            readonly subjectId: string;
                            readonly uscc: string | null;
                        };
                        readonly values: {
                            readonly [key: string]: string;
                        } | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postReportsByNumberCorrection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly bodyDigest: string;
                        readonly code: string;
                        readonly fileDigest: string;
                        readonly issuedAt: string;
                        readonly notice: string | null;
                        readonly number: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postReportsByNumberWithdrawal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getResets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly account: string;
                            readonly reason: string;
                            readonly requestedAt: string;
                            readonly requestedBy: string;
                            readonly resetId: string;
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postResetsByResetIdApproval: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly resetId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account: string;
                        readonly oneTimeCode: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account: string | null;
                        readonly csrfToken: string | null;
                        readonly demonstration: {
                            readonly accounts: readonly {
                                readonly account: string;
                                readonly display: string;
                                readonly organisation: string;
                                readonly role: string;
                            }[];
                            readonly code: string;
                            readonly password: string;
                        } | null;
                        readonly display: string | null;
                        readonly organisation: string | null;
                        readonly organisationName: string | null;
                        readonly permissions: readonly string[];
                        readonly role: string | null;
                        readonly roleName: string | null;
                        readonly state: "SIGNED_OUT" | "SECOND_FACTOR" | "SIGNED_IN";
                        /** @description Calendar day of the platform */
                        readonly today: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly account: string;
                    readonly code?: string;
                    readonly password: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account: string | null;
                        readonly csrfToken: string | null;
                        readonly demonstration: {
                            readonly accounts: readonly {
                                readonly account: string;
                                readonly display: string;
                                readonly organisation: string;
                                readonly role: string;
                            }[];
                            readonly code: string;
                            readonly password: string;
                        } | null;
                        readonly display: string | null;
                        readonly organisation: string | null;
                        readonly organisationName: string | null;
                        readonly permissions: readonly string[];
                        readonly role: string | null;
                        readonly roleName: string | null;
                        readonly state: "SIGNED_OUT" | "SECOND_FACTOR" | "SIGNED_IN";
                        /** @description Calendar day of the platform */
                        readonly today: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postSessionSecondFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly code: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account: string | null;
                        readonly csrfToken: string | null;
                        readonly demonstration: {
                            readonly accounts: readonly {
                                readonly account: string;
                                readonly display: string;
                                readonly organisation: string;
                                readonly role: string;
                            }[];
                            readonly code: string;
                            readonly password: string;
                        } | null;
                        readonly display: string | null;
                        readonly organisation: string | null;
                        readonly organisationName: string | null;
                        readonly permissions: readonly string[];
                        readonly role: string | null;
                        readonly roleName: string | null;
                        readonly state: "SIGNED_OUT" | "SECOND_FACTOR" | "SIGNED_IN";
                        /** @description Calendar day of the platform */
                        readonly today: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSubjectDoubts: {
        readonly parameters: {
            readonly query?: {
                readonly after?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly actions: readonly {
                                readonly account: string;
                                readonly at: string;
                                readonly detail: {
                                    readonly [key: string]: unknown;
                                };
                                readonly effectiveOn: string;
                                readonly kind: "registered" | "classified" | "subjectConfirmed" | "held" | "hidden" | "published" | "withdrawn" | "expired" | "repaired" | "objected" | "objectionClosed" | "superseded" | "revoked" | "deleted" | "erased";
                                readonly organisation: string | null;
                                readonly reason: string | null;
                                readonly seq: number;
                            }[];
                            readonly active: boolean;
                            readonly batchId: string;
                            readonly classCode: string;
                            readonly disputed: boolean;
                            readonly externalId: string;
                            readonly factDate: string;
                            readonly level: ("MINOR" | "GENERAL" | "SERIOUS") | null;
                            readonly needs: ("CLASSIFICATION" | "SUBJECT") | null;
                            readonly organisation: string;
                            readonly platform: {
                                readonly [key: string]: string;
                            };
                            readonly polarity: "NEUTRAL" | "POSITIVE" | "NEGATIVE";
                            readonly receivedAt: string;
                            readonly recordId: string;
                            readonly replaces: string | null;
                            readonly reportedName: string;
                            readonly rowNumber: number;
                            readonly status: "REGISTERED" | "HELD" | "HIDDEN" | "PUBLISHED" | "WITHDRAWN" | "EXPIRED" | "REPAIRED" | "SUPERSEDED" | "REVOKED" | "DELETED" | "ERASED";
                            readonly subject: {
                                readonly formerNames: readonly string[];
                                readonly kind: "LEGAL_PERSON" | "UNINCORPORATED" | "INDIVIDUAL_BUSINESS" | "NATURAL_PERSON" | "GOVERNMENT" | "PLACE";
                                readonly name: string;
                                readonly provisional: boolean;
                                readonly subjectId: string;
                                readonly uscc: string | null;
                            };
                            readonly values: {
                                readonly [key: string]: string;
                            } | null;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postSubjectDoubtsByRecordId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly recordId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly decision: "CONFIRM" | "REFUSE";
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly active: boolean;
                        readonly disputed: boolean;
                        readonly level: ("MINOR" | "GENERAL" | "SERIOUS") | null;
                        readonly needs: ("CLASSIFICATION" | "SUBJECT") | null;
                        readonly platform: {
                            readonly [key: string]: string;
                        };
                        readonly recordId: string;
                        readonly status: "REGISTERED" | "HELD" | "HIDDEN" | "PUBLISHED" | "WITHDRAWN" | "EXPIRED" | "REPAIRED" | "SUPERSEDED" | "REVOKED" | "DELETED" | "ERASED";
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSubjectsByUscc: {
        readonly parameters: {
            readonly query?: {
                readonly asOf?: string;
                readonly knownOn?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly uscc: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly asOf: string;
                        readonly knownOn: string;
                        readonly records: readonly {
                            readonly actions: readonly {
                                readonly account: string;
                                readonly at: string;
                                readonly detail: {
                                    readonly [key: string]: unknown;
                                };
                                readonly effectiveOn: string;
                                readonly kind: "registered" | "classified" | "subjectConfirmed" | "held" | "hidden" | "published" | "withdrawn" | "expired" | "repaired" | "objected" | "objectionClosed" | "superseded" | "revoked" | "deleted" | "erased";
                                readonly organisation: string | null;
                                readonly reason: string | null;
                                readonly seq: number;
                            }[];
                            readonly active: boolean;
                            readonly batchId: string;
                            readonly classCode: string;
                            readonly disputed: boolean;
                            readonly externalId: string;
                            readonly factDate: string;
                            readonly level: ("MINOR" | "GENERAL" | "SERIOUS") | null;
                            readonly needs: ("CLASSIFICATION" | "SUBJECT") | null;
                            readonly organisation: string;
                            readonly platform: {
                                readonly [key: string]: string;
                            };
                            readonly polarity: "NEUTRAL" | "POSITIVE" | "NEGATIVE";
                            readonly receivedAt: string;
                            readonly recordId: string;
                            readonly replaces: string | null;
                            readonly rowNumber: number;
                            readonly status: "REGISTERED" | "HELD" | "HIDDEN" | "PUBLISHED" | "WITHDRAWN" | "EXPIRED" | "REPAIRED" | "SUPERSEDED" | "REVOKED" | "DELETED" | "ERASED";
                            readonly subject: {
                                readonly formerNames: readonly string[];
                                readonly kind: "LEGAL_PERSON" | "UNINCORPORATED" | "INDIVIDUAL_BUSINESS" | "NATURAL_PERSON" | "GOVERNMENT" | "PLACE";
                                readonly name: string;
                                readonly provisional: boolean;
                                readonly subjectId: string;
                                readonly uscc: string | null;
                            };
                            readonly values: {
                                readonly [key: string]: string;
                            } | null;
                        }[];
                        readonly subject: {
                            readonly divisionCode: string | null;
                            readonly formerNames: readonly string[];
                            readonly kind: "LEGAL_PERSON" | "UNINCORPORATED" | "INDIVIDUAL_BUSINESS" | "NATURAL_PERSON" | "GOVERNMENT" | "PLACE";
                            readonly name: string | null;
                            readonly orgType: string | null;
                            readonly provisional: boolean;
                            readonly registeredOn: string | null;
                            readonly subjectId: string;
                            readonly uscc: string | null;
                        };
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSubjectsByUsccHead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly uscc: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly asOf: string;
                        readonly counts: readonly {
                            readonly classCode: string;
                            readonly count: number;
                            readonly status: "REGISTERED" | "HELD" | "HIDDEN" | "PUBLISHED" | "WITHDRAWN" | "EXPIRED" | "REPAIRED" | "SUPERSEDED" | "REVOKED" | "DELETED" | "ERASED";
                        }[];
                        readonly latestChange: string | null;
                        readonly subject: {
                            readonly formerNames: readonly string[];
                            readonly kind: "LEGAL_PERSON" | "UNINCORPORATED" | "INDIVIDUAL_BUSINESS" | "NATURAL_PERSON" | "GOVERNMENT" | "PLACE";
                            readonly name: string;
                            readonly provisional: boolean;
                            readonly subjectId: string;
                            readonly uscc: string | null;
                        };
                        readonly total: number;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSystemJobs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly failed: readonly {
                            readonly attempts: number;
                            readonly batchId: string | null;
                            readonly failedAt: string | null;
                            readonly jobId: string;
                            readonly queue: string;
                            readonly reason: string | null;
                        }[];
                        readonly queues: readonly {
                            readonly failed: number;
                            readonly lastDoneAt: string | null;
                            readonly queue: string;
                            readonly running: number;
                            readonly waiting: number;
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postSystemJobsByJobIdRetry: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly queue: string;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSystemState: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly at: string;
                        readonly lines: readonly {
                            readonly count: number | null;
                            readonly key: "setBacks" | "selfCheck" | "disk" | "failedBatches" | "jobs" | "backup" | "held" | "quarantine" | "doubts" | "classification" | "checkpoint" | "witnesses" | "arrived";
                            readonly more: number | null;
                            readonly since: string | null;
                            readonly tone: "bad" | "attention" | "info" | "good";
                            readonly variant: string;
                        }[];
                        readonly readOnly: boolean;
                        readonly reasons: readonly {
                            readonly code: string;
                            readonly en: string;
                            readonly zh: string;
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getToday: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly classification: number | null;
                        readonly filesToMend: number;
                        readonly notAccepted: readonly {
                            readonly account: string;
                            readonly batchId: string;
                            readonly cancelRequested: boolean;
                            readonly channel: string;
                            readonly classCode: string;
                            readonly className: string;
                            readonly counts: {
                                readonly accepted: number;
                                readonly corrected: number;
                                readonly deleted: number;
                                readonly duplicate: number;
                                readonly new: number;
                                readonly quarantined: number;
                                readonly rejected: number;
                                readonly revoked: number;
                                readonly rows: number;
                                readonly warned: number;
                            };
                            readonly fileName: string;
                            readonly fileSize: number;
                            readonly finishedAt: string | null;
                            readonly held: "DISK_FULL" | null;
                            readonly organisation: string;
                            readonly organisationName: string;
                            readonly progress: {
                                readonly phase: string;
                                readonly rowsRead: number;
                                readonly rowsStored: number;
                                readonly rowsToStore: number | null;
                                readonly secondsLeft: number | null;
                            };
                            readonly receiptNumber: string;
                            readonly receivedAt: string;
                            readonly state: "RECEIVED" | "READING" | "STORING" | "DONE" | "REFUSED" | "CANCELLED" | "FAILED";
                        }[];
                        readonly rowsHeld: number;
                        readonly rowsToMend: number;
                        /** @description Files with rows to correct, the first to expire first */
                        readonly toMend: readonly {
                            readonly account: string;
                            readonly batchId: string;
                            readonly cancelRequested: boolean;
                            readonly channel: string;
                            readonly classCode: string;
                            readonly className: string;
                            readonly counts: {
                                readonly accepted: number;
                                readonly corrected: number;
                                readonly deleted: number;
                                readonly duplicate: number;
                                readonly new: number;
                                readonly quarantined: number;
                                readonly rejected: number;
                                readonly revoked: number;
                                readonly rows: number;
                                readonly warned: number;
                            };
                            readonly expiresOn: string;
                            readonly fileName: string;
                            readonly fileSize: number;
                            readonly finishedAt: string | null;
                            readonly held: "DISK_FULL" | null;
                            readonly organisation: string;
                            readonly organisationName: string;
                            readonly progress: {
                                readonly phase: string;
                                readonly rowsRead: number;
                                readonly rowsStored: number;
                                readonly rowsToStore: number | null;
                                readonly secondsLeft: number | null;
                            };
                            readonly receiptNumber: string;
                            readonly receivedAt: string;
                            readonly state: "RECEIVED" | "READING" | "STORING" | "DONE" | "REFUSED" | "CANCELLED" | "FAILED";
                        }[];
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getWaiting: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly classification: number | null;
                        readonly doubts: number | null;
                        readonly quarantine: number | null;
                    };
                };
            };
            /** @description Refusal */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
