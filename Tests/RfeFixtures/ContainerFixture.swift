/// An rContFe around documents: their protocol, and perhaps a void event (dgi.md 1.3).
public struct ContainerFixture: Sendable {
    /// What the container's own root says about namespaces.
    public var rootAttributes = " xmlns=\"http://dgi-fep.mef.gob.pa\""
    /// Result codes of the protocol.
    public var codes = ["0260"]
    /// Name of the protocol number's element.
    public var numberName = "dProAut"
    /// Name of the CUFE's element in the protocol.
    public var cufeName = "dCUFE"
    /// CUFE in the protocol, when it isn't the document's; empty leaves the element out.
    public var cufe: String?
    /// Digest in the protocol, when it isn't the document's; empty leaves the element out.
    public var digest: String?
    /// iAmb of the protocol.
    public var environment = "2"
    /// CUFE of a void event; nil without one.
    public var voided: String?
    /// False leaves the protocol out.
    public var holdsProtocol = true

    /// Makes a container as the DGI's are.
    public init() {}

    /// The whole container around one signed document.
    public func text(around document: String, of fixture: RfeFixture) -> String {
        "<rContFe\(rootAttributes)><dVerForm>1.00</dVerForm>" + inside(document, of: fixture) + "</rContFe>"
    }

    /// What stands inside the container for one document.
    public func inside(_ document: String, of fixture: RfeFixture) -> String {
        var text = "<xFe>\(document)</xFe>"
        if holdsProtocol { text += protocolText(of: fixture, digest: digest ?? RfeFixture.digest(in: document)) }
        if let voided { text += Self.voidText(cufe: voided) }
        return text
    }

    /// The protocol.
    public func protocolText(of fixture: RfeFixture, digest: String) -> String {
        let stated = cufe ?? fixture.cufe
        var text =
            "<xProtFe><rProtFe><dVerForm>1.00</dVerForm><gInfProt><dId>1</dId><iAmb>\(environment)</iAmb><dVerApl>1</dVerApl>"
        if !stated.isEmpty { text += "<\(cufeName)>\(stated)</\(cufeName)>" }
        text += "<dFecProc>2026-01-16T10:05:03-05:00</dFecProc><\(numberName)>20260000000778</\(numberName)>"
        if !digest.isEmpty { text += "<dDigVal>\(digest)</dDigVal>" }
        for code in codes { text += "<gResProc><dCodRes>\(code)</dCodRes><dMsgRes>Mensaje \(code)</dMsgRes></gResProc>" }
        return text + "</gInfProt></rProtFe></xProtFe>"
    }

    /// A void event.
    public static func voidText(cufe: String) -> String {
        """
        <xContEv><rContEv><dVerForm>1.00</dVerForm><xEvento><rEvAnulaFe><dVerForm>1.00</dVerForm><gInfProt><dIdFirma>1</dIdFirma>\
        <iAmb>2</iAmb><dCufe>\(cufe)</dCufe>\
        <gRucEm><dTipContEm>2</dTipContEm><dRucEm>155704849-2-2021</dRucEm><dDvEm>32</dDvEm></gRucEm>\
        <dMotivoAn>Pedido anulado por el cliente</dMotivoAn></gInfProt></rEvAnulaFe></xEvento></rContEv></xContEv>
        """
    }
}
