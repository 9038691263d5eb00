extension Schema {
    /// Voided documents whose PDF or XML hasn't come yet: a void comes at any time after the authorization (rulebook 7.6, 7.8).
    static let voidedFiles = """
        CREATE INDEX document_voided_lacking ON document (company, next_poll_at, id)
            WHERE state = 'voided' AND kind <> 'void' AND (pdf IS NULL OR xml_offered = 1 AND xml IS NULL);
        """
}
