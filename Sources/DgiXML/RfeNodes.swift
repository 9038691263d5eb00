/// The nodes that checks name, found once by their paths.
struct RfeNodes: Sendable {
    let rFE, dId, signature, gNoFirm, qr: Int
    let iAmb, iTpEmis, dFechaCont, dMotCont, iDoc, dNroDF, dPtoFacDF, dSeg, dFechaEm, iDest: Int
    let issuerType, issuerRuc, issuerDV, issuerName, dSucEm: Int
    let iTipoRec, gRucRec, receiverType, receiverRuc, receiverDV, dNombRec, dDirecRec, gUbiRec, gIdExt, cPaisRec,
        dPaisRecDesc: Int
    let gFExp, cMoneda, cMonedaDesc, dCambio, dVTotEst: Int
    let gDFRef, dCUFERef: Int
    let gItem, dSecItem, dCantCodInt, segment, family, unitCPBS: Int
    let dPrUnit, dPrUnitDesc, dPrItem, dPrAcarItem, dPrSegItem, dValTotItem, dTasaITBMS, dValITBMS, dValISC: Int
    let gOTIItem, dCodOTI, dValOTI: Int
    let dTotNeto, dTotITBMS, dTotISC, dTotGravado, dTotDesc, dTotAcar, dTotSeg, dVTot, dTotRec, dVuelto, iPzPag, dNroItems: Int
    let dVTotItems, dTotOtrosGastos, gDescBonif, dValDesc, gFormaPago, iFormaPago, dFormaPagoDesc, dVlrCuota, cCodRetenc,
        cValRetenc: Int
    let gPagPlazo, gOTITotal, dCodOTITotal, dValOTITotal: Int

    init(_ schema: RfeSchema) {
        func node(_ path: String) -> Int { schema.node("rFE" + (path.isEmpty ? "" : "/") + path) }
        func general(_ path: String) -> Int { node("gDGen/" + path) }
        func item(_ path: String) -> Int { node("gItem/" + path) }
        func total(_ path: String) -> Int { node("gTot/" + path) }
        (rFE, dId, signature, gNoFirm, qr) = (node(""), node("dId"), node("Signature"), node("gNoFirm"), node("gNoFirm/dQRCode"))
        (iAmb, iTpEmis, dFechaCont, dMotCont) = (general("iAmb"), general("iTpEmis"), general("dFechaCont"), general("dMotCont"))
        (iDoc, dNroDF, dPtoFacDF, dSeg) = (general("iDoc"), general("dNroDF"), general("dPtoFacDF"), general("dSeg"))
        (dFechaEm, iDest) = (general("dFechaEm"), general("iDest"))
        issuerType = general("gEmis/gRucEmi/dTipoRuc")
        (issuerRuc, issuerDV) = (general("gEmis/gRucEmi/dRuc"), general("gEmis/gRucEmi/dDV"))
        (issuerName, dSucEm) = (general("gEmis/dNombEm"), general("gEmis/dSucEm"))
        (iTipoRec, gRucRec) = (general("gDatRec/iTipoRec"), general("gDatRec/gRucRec"))
        receiverType = general("gDatRec/gRucRec/dTipoRuc")
        (receiverRuc, receiverDV) = (general("gDatRec/gRucRec/dRuc"), general("gDatRec/gRucRec/dDV"))
        (dNombRec, dDirecRec, gUbiRec) = (general("gDatRec/dNombRec"), general("gDatRec/dDirecRec"), general("gDatRec/gUbiRec"))
        (gIdExt, cPaisRec, dPaisRecDesc) = (
            general("gDatRec/gIdExt"), general("gDatRec/cPaisRec"), general("gDatRec/dPaisRecDesc")
        )
        (gFExp, cMoneda, cMonedaDesc) = (general("gFExp"), general("gFExp/cMoneda"), general("gFExp/cMonedaDesc"))
        (dCambio, dVTotEst) = (general("gFExp/dCambio"), general("gFExp/dVTotEst"))
        (gDFRef, dCUFERef) = (general("gDFRef"), general("gDFRef/gDFRefNum/gDFRefFE/dCUFERef"))
        (gItem, dSecItem, dCantCodInt) = (node("gItem"), item("dSecItem"), item("dCantCodInt"))
        (segment, family, unitCPBS) = (item("dCodCPBSabr"), item("dCodCPBScmp"), item("cUnidadCPBS"))
        (dPrUnit, dPrUnitDesc, dPrItem) = (item("gPrecios/dPrUnit"), item("gPrecios/dPrUnitDesc"), item("gPrecios/dPrItem"))
        (dPrAcarItem, dPrSegItem) = (item("gPrecios/dPrAcarItem"), item("gPrecios/dPrSegItem"))
        dValTotItem = item("gPrecios/dValTotItem")
        (dTasaITBMS, dValITBMS) = (item("gITBMSItem/dTasaITBMS"), item("gITBMSItem/dValITBMS"))
        dValISC = item("gISCItem/dValISC")
        (gOTIItem, dCodOTI, dValOTI) = (item("gOTIItem"), item("gOTIItem/dCodOTI"), item("gOTIItem/dValOTI"))
        (dTotNeto, dTotITBMS, dTotISC) = (total("dTotNeto"), total("dTotITBMS"), total("dTotISC"))
        (dTotGravado, dTotDesc, dTotAcar) = (total("dTotGravado"), total("dTotDesc"), total("dTotAcar"))
        (dTotSeg, dVTot, dTotRec, dVuelto) = (total("dTotSeg"), total("dVTot"), total("dTotRec"), total("dVuelto"))
        (iPzPag, dNroItems, dVTotItems) = (total("iPzPag"), total("dNroItems"), total("dVTotItems"))
        dTotOtrosGastos = total("dTotOtrosGastos")
        (gDescBonif, dValDesc, gFormaPago) = (total("gDescBonif"), total("gDescBonif/dValDesc"), total("gFormaPago"))
        (iFormaPago, dFormaPagoDesc) = (total("gFormaPago/iFormaPago"), total("gFormaPago/dFormaPagoDesc"))
        dVlrCuota = total("gFormaPago/dVlrCuota")
        (cCodRetenc, cValRetenc) = (total("gRetenc/cCodRetenc"), total("gRetenc/cValRetenc"))
        (gPagPlazo, gOTITotal) = (total("gPagPlazo"), total("gOTITotal"))
        (dCodOTITotal, dValOTITotal) = (total("gOTITotal/dCodOTITotal"), total("gOTITotal/dValOTITotal"))
    }

    static let standard = RfeNodes(.standard)
}
