/// What a request is for.
public enum Operation: String, Sendable, CaseIterable {
    case post, get, list, void
    case checkDigit = "check-digit"
    case company, offices, locations
    case goodsAndServices = "goods-and-services"
    case notify, file
    /// A connection, before it has sent anything.
    case connect
    /// A webhook that is about to be written.
    case webhook
    case unknown
}

/// When a fault strikes.
public enum FaultPhase: Sendable {
    /// As soon as the connection is there.
    case connect
    /// Once the headers have been read, before the body.
    case headers
    /// Once key and body have been read, before anything is judged.
    case gate
    /// Once the payload has been found good, before it takes effect.
    case beforeCommit
    /// Once the document exists (on a read: once the answer is ready).
    case afterCommit
    /// It goes with a document or a webhook and shows later.
    case later
}

/// What happens.
public enum FaultEffect: Sendable, Equatable {
    case silence, close, reset
    /// Close, but only when the request came by a connection that had served another one before.
    case closeOnReuse
    /// An error answer with the PAC's error body.
    case status(Int)
    /// An error answer of a proxy in front of the PAC: HTML.
    case page(Int)
    /// 429 with this Retry-After; nil for none.
    case throttled(retryAfter: RetryAfterForm)
    /// 302 to such an address.
    case redirect(String)
    /// An error answer with a code of the PAC's.
    case refused(status: Int, code: String)
    case emptyBody, truncated, notJSON, wrongContentType, withoutID, withoutCufe, withOtherID, huge, endless, slowLoris
    case invalidUTF8, duplicateKeys, errorInside
    /// The listening socket is closed for a while.
    case refuse
    /// 1002 when the number is taken.
    case duplicateNumber
    /// What becomes of the document.
    case fate(Fate)
    case file(FileFault)
    case webhook(WebhookFault)
    case lookup(LookupFault)

    /// How a 429 says how long to wait.
    public enum RetryAfterForm: Sendable, Equatable {
        case none, text(String), dateIn(seconds: Int64)
    }

    /// What becomes of a document at the DGI.
    public enum Fate: String, Sendable, Equatable {
        case dgiReject = "dgi-reject"
        case unknownStatus = "unknown-status"
        case stuckStatus = "stuck-status"
        case registeredFirst = "registered-first"
        case pacReject = "pac-reject"
    }

    /// What is wrong with a document's files.
    public enum FileFault: Sendable, Equatable {
        case notReady, expired, html, truncated, huge, empty, redirect
    }

    /// What is wrong with a webhook.
    public enum WebhookFault: Sendable, Equatable {
        case early, late, duplicate, reordered, forged, unsigned, otherCompany, lost
    }

    /// What is wrong with a listing.
    public enum LookupFault: Sendable, Equatable {
        case lag, pagesMissing, repeats, reordered, unfiltered, unfilteredRepeats
    }
}

/// One fault of the catalogue.
public struct Fault: Sendable, Equatable {
    /// The name it has on the command line, in fault files and in the truth log.
    public let name: String
    /// The requests it is meant for when a rule doesn't say otherwise.
    public let operation: Operation
    /// When it strikes.
    public let phase: FaultPhase
    /// What happens.
    public let effect: FaultEffect

    /// True when a rule may play the fault on such requests: what goes with a document, a file, a listing or a webhook stays there.
    func canBePlayed(on operation: Operation) -> Bool {
        switch phase {
        case .headers, .gate, .afterCommit: operation != .connect && operation != .webhook
        case .beforeCommit: effect == .duplicateNumber ? operation == .post : operation != .connect && operation != .webhook
        case .connect, .later: operation == self.operation
        }
    }

    init(_ name: String, _ operation: Operation, _ phase: FaultPhase, _ effect: FaultEffect) {
        self.name = name
        self.operation = operation
        self.phase = phase
        self.effect = effect
    }
}
