public import Fiscal
internal import JSONText

/// What an admission says beyond the document's own columns when it is imported (rulebook 1.3).
public struct ImportAdmission: Sendable {
    /// CUFE as it stands; nil without one.
    public var cufe: String?
    /// dNroDF; nil without one.
    public var numeration: String?
    /// Trust level; nil when it is refused (product.md 6).
    public var trust: String?
    /// The QR's address.
    public var qrURL: String?
    /// `issued` or `received`; nil when it is nobody's.
    public var side: String?
    /// The issuer's RUC.
    public var issuerRuc = ""
    /// The issuer's name.
    public var issuerName = ""
    /// The receiver's RUC; empty without one.
    public var receiverRuc = ""
    /// The receiver's name; empty without one.
    public var receiverName = ""
    /// Number of the DGI's authorisation; nil without a protocol.
    public var authorizationNumber: String?
    /// When the DGI authorised it; nil without a protocol.
    public var authorizedAt: FiscalTime?
    /// SHA-256 of the signed content.
    public var digest: [UInt8] = []

    /// Makes an empty one.
    public init() {}
}

/// What the ledger tells of an imported document beyond its row.
public struct ImportedFacts: Sendable, Equatable {
    /// `issued` or `received`; nil when it is nobody's.
    public let side: String?
    /// The issuer's RUC and name.
    public let issuer: (ruc: String, name: String)
    /// The receiver's RUC and name.
    public let receiver: (ruc: String, name: String)
    /// Number of the DGI's authorisation; nil without a protocol.
    public let authorizationNumber: String?
    /// What people wrote beside it, by key.
    public let metadata: [(key: String, value: String)]

    /// Equal in everything.
    public static func == (left: ImportedFacts, right: ImportedFacts) -> Bool {
        left.side == right.side && left.issuer == right.issuer && left.receiver == right.receiver
            && left.authorizationNumber == right.authorizationNumber && left.metadata.elementsEqual(right.metadata, by: ==)
    }
}

extension LedgerStore {
    func insert(_ new: ImportAdmission, document id: Int64) throws {
        try connection.execute(
            "UPDATE document SET cufe = ?, source_numeration = ?, trust = ?, qr_url = ? WHERE id = ?", SQLValue(new.cufe),
            SQLValue(new.numeration), SQLValue(new.trust), SQLValue(new.qrURL), .integer(id))
        try connection.execute(
            """
            INSERT INTO imported (document_id, side, issuer_ruc, issuer_name, receiver_ruc, receiver_name, authorization_number,
                authorized_at, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, .integer(id), SQLValue(new.side), .text(new.issuerRuc), .text(new.issuerName), .text(new.receiverRuc),
            .text(new.receiverName), SQLValue(new.authorizationNumber), SQLValue(new.authorizedAt?.epochSeconds),
            .blob(new.digest))
    }

    /// The document that a CUFE is already recorded for: imported, or of our own, or one that was to get it, in doubt or to be sent once more
    /// (rulebook 10, DGI_IMPORT).
    public func holder(ofCufe cufe: String) throws -> DocumentRow? {
        if let known = try document(cufe: cufe) { return known }
        if let doubtful = try connection.documents(where: "d.state = 'in_doubt' AND d.expected_cufe = ? LIMIT 1", .text(cufe))
            .first
        {
            return doubtful
        }
        return try connection.documents(
            where: """
                d.id = (SELECT id FROM document INDEXED BY document_sent_before
                    WHERE state = 'queued' AND numeration IS NOT NULL AND expected_cufe = ? LIMIT 1)
                """, .text(cufe)
        ).first
    }

    /// What is known of an imported document; nil when it isn't one.
    public func imported(id: Int64) throws -> ImportedFacts? {
        let metadata = try connection.all(
            "SELECT key, value FROM import_metadata WHERE document_id = ? ORDER BY key", .integer(id)
        ) { (key: $0.text(0), value: $0.text(1)) }
        return try connection.first(
            "SELECT side, issuer_ruc, issuer_name, receiver_ruc, receiver_name, authorization_number FROM imported WHERE document_id = ?",
            .integer(id)
        ) { row in
            ImportedFacts(
                side: row.optionalText(0), issuer: (row.text(1), row.text(2)), receiver: (row.text(3), row.text(4)),
                authorizationNumber: row.optionalText(5), metadata: metadata)
        }
    }

    /// Sets what people write beside an imported document; an empty value takes the key away.
    public func set(metadata key: String, _ value: String, import id: Int64, atMicros: Int64) throws {
        if value.isEmpty {
            try connection.execute("DELETE FROM import_metadata WHERE document_id = ? AND key = ?", .integer(id), .text(key))
        } else {
            try connection.execute(
                """
                INSERT INTO import_metadata (document_id, key, value) VALUES (?1, ?2, ?3)
                ON CONFLICT (document_id, key) DO UPDATE SET value = ?3
                """, .integer(id), .text(key), .text(value))
        }
        try append(event: "metadata", document: id, atMicros: atMicros, detail: ["key": .string(key), "value": .string(value)])
    }
}
