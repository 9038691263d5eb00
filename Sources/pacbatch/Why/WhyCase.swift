/// What can be the matter with a document (rulebook 8; Seed 000, Troubleshooting). The raw value is the code in `why --json`.
enum WhyCase: String, Sendable, CaseIterable {
    // Nothing is the matter.
    case complete
    case completeVoidWindowOver = "complete_void_window_over"
    case proforma
    case imported
    case voided
    case voidedPdfMissing = "voided_pdf_missing"
    // Somebody else has it in hand.
    case duplicate
    case replaced
    // The data has to be corrected.
    case invalid
    case rucRefused = "ruc_refused"
    case conflict
    case rejected
    case dgiRejected = "dgi_rejected"
    case voidWindowOver = "void_window_over"
    case voidRefused = "void_refused"
    // It hasn't gone out.
    case neverAttempted = "never_attempted"
    case attemptedWithoutEffect = "attempted_without_effect"
    case voidQueued = "void_queued"
    case voidWaiting = "void_waiting"
    case rucNotFoundYet = "ruc_not_found_yet"
    case rucNotVerified = "ruc_not_verified"
    case throttled
    case companyNotConfigured = "company_not_configured"
    case keyUnreadable = "key_unreadable"
    case keyRefused = "key_refused"
    case companyForbidden = "company_forbidden"
    case companyUnknown = "company_unknown"
    case companyNotSubscribed = "company_not_subscribed"
    case companyQrMissing = "company_qr_missing"
    case otherRuc = "other_ruc"
    case officeUnknown = "office_unknown"
    case officeCode = "office_code"
    case waitingForInvoice = "waiting_for_invoice"
    case waitingForUnknownInvoice = "waiting_for_unknown_invoice"
    // Nobody knows.
    case attemptedWithoutOutcome = "attempted_without_outcome"
    case inDoubt = "in_doubt"
    case numberUsed = "number_used"
    case alarm
    // It is on its way.
    case registered
    case pacAuthorized = "pac_authorized"
    case unknownStatus = "unknown_status"
    case authorizedWithoutCufe = "authorized_without_cufe"
    case pdfMissing = "pdf_missing"
    case voidInDoubt = "void_in_doubt"
    case voidPending = "void_pending"
    // A file, not a document.
    case fileRejected = "file_rejected"
    case fileTaken = "file_taken"
}

/// What `why` says of one document: the case, one sentence, and the exact next command.
struct Diagnosis {
    let found: WhyCase
    /// What the sentence and the command name.
    var facts: [String: String] = [:]
}
