#if DEBUG
    private import Glibc
#endif

/// A measure that keeps a promise of guarantees.md, and that `scripts/guards` takes away once to see some test fail (docs/guards.md).
///
/// In an optimised build every guard is on, and nothing there reads the variable: the code that could say otherwise isn't compiled.
public enum Guard: String, Sendable, CaseIterable {
    /// Unique index: a number of a series belongs to one document.
    case seriesIndex = "series-index"
    /// Unique index: a document has at most one open attempt.
    case openAttemptIndex = "open-attempt-index"
    /// Unique index: one document holds a business key.
    case businessKeyIndex = "business-key-index"
    /// Trigger: a final legal status stays.
    case statusTrigger = "status-trigger"
    /// Trigger: what was drawn with an intent stays.
    case numerationTrigger = "numeration-trigger"
    /// Triggers: events are neither changed nor removed.
    case eventTriggers = "event-triggers"
    /// The ledger's commits wait for the disk.
    case synchronousCommit = "synchronous-commit"
    /// The same bytes a second time are the same input.
    case inputHash = "input-hash"
    /// A legal status moves forward only.
    case monotoneStatus = "monotone-status"
    /// An intent is durable before its request leaves.
    case intentCommit = "intent-commit"
    /// An answer is durable before it is read.
    case rawAnswer = "raw-answer"
    /// No more intents are open than requests may be under way.
    case openIntents = "open-intents"
    /// Three documents in doubt in a row stop the run.
    case circuit = "circuit"
    /// An answer that speaks of another document isn't believed.
    case foreignAnswer = "foreign-answer"
    /// A document in doubt is adopted only when all that is shown is equal.
    case comparison = "comparison"
    /// Something else under our number stops its company's queue.
    case alarmStop = "alarm-stop"
    /// A look-up proves an absence only so long after the doubt began.
    case settleTime = "settle-time"
    /// Two look-ups prove it, so far apart.
    case twoLookups = "two-look-ups"
    /// And a later document of ours that the same listing shows.
    case freshnessWatermark = "freshness-watermark"
    /// What a webhook may speak of isn't sent again before the PAC was asked.
    case webhookStop = "webhook-stop"
    /// Where the PAC doesn't know the id of a webhook, that counts only so long after the webhook came.
    case webhookSettle = "webhook-settle"
    /// A webhook with a wrong signature isn't taken in.
    case webhookSignature = "webhook-signature"
    /// Unique index: at most one live request may void a document.
    case voidIndex = "void-index"
    /// A void whose answer got lost is repeated only when so much time has passed that it can't be under way any more.
    case voidSettle = "void-settle"
    /// What a rate limit allows.
    case rateWindow = "rate-window"
    /// A request that libcurl has begun isn't begun again by it.
    case refusedResend = "refused-resend"
    /// A file is flushed before it gets its name.
    case flushBeforeName = "flush-before-name"
    /// A download that isn't whole isn't filed.
    case wholeDownload = "whole-download"
    /// One run at a time in a workspace.
    case workspaceLock = "workspace-lock"
    /// A DOCTYPE ends the reading of an XML file.
    case doctype = "doctype"
    /// Nothing is sent on a ledger that is older than what has happened.
    case restoredLedger = "restored-ledger"
    /// No run begins under a clock far behind the ledger's last event.
    case clockSetBack = "clock-set-back"
    /// Nothing is begun without room on the disk for its outcome.
    case diskRoom = "disk-room"
    /// A ledger serves the environment that it was made for.
    case environment = "environment"
    /// An error of the ledger ends the loop before the next POST.
    case ledgerErrorStop = "ledger-error-stop"
    /// A used number after an attempt that may have landed is evidence, not a rejection.
    case usedNumber = "used-number"
    /// What has had an intent isn't replaced by other content.
    case immutableContent = "immutable-content"
    /// An input isn't renamed over another file.
    case renameToNew = "rename-to-new"
    /// Who signed the PAC's certificate is known.
    case verifiedPeer = "verified-peer"

    #if DEBUG
        /// False in a test build that was told to go without it.
        public var isOn: Bool { self != Self.removed }

        private static let removed: Guard? = {
            guard let name = unsafe getenv("PACBATCH_WITHOUT_GUARD") else { return nil }
            return unsafe Guard(rawValue: String(cString: name))
        }()
    #else
        /// Always.
        @inlinable public var isOn: Bool { true }
    #endif
}
