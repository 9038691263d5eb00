// Written by scripts/rfe-fields; don't edit.

/// The rFE's elements in the schema's order: path, least and most occurrences (0: any number), form.
///
/// Origin: github.com/ramirezfred/conta-facil-api, the DGI's FE_v1.00.xsd,
/// commit 5c0240bced89e02fc777f5bae5b56097511fd06c (XSD 1.00, about 2020-2022), widened by dgi.md 2.4.
enum RfeFieldData {
    static let text = """
        rFE|1|1|group
        rFE/dVerForm|1|1|version
        rFE/dId|1|1|cufe
        rFE/gDGen|1|1|group
        rFE/gDGen/iAmb|1|1|number 1 2
        rFE/gDGen/iTpEmis|1|1|code 01 02 03 04
        rFE/gDGen/dFechaCont|0|1|moment
        rFE/gDGen/dMotCont|0|1|text 15 250
        rFE/gDGen/iDoc|1|1|code 01 02 03 04 05 06 07 08 09 10
        rFE/gDGen/dNroDF|1|1|digits 10
        rFE/gDGen/dPtoFacDF|1|1|digits 3
        rFE/gDGen/dSeg|1|1|digits 9
        rFE/gDGen/dFechaEm|1|1|moment
        rFE/gDGen/dFechaSalida|0|1|moment
        rFE/gDGen/iNatOp|1|1|code 01 02 03 04 05 10 11 12 13 14 20 21
        rFE/gDGen/iTipoOp|1|1|number 1 2
        rFE/gDGen/iDest|1|1|number 1 2
        rFE/gDGen/iFormCAFE|1|1|number 1 2 3
        rFE/gDGen/iEntCAFE|1|1|number 1 2 3
        rFE/gDGen/dEnvFE|1|1|number 1 2
        rFE/gDGen/iProGen|1|1|number 1 2 3 4
        rFE/gDGen/iTipoTranVenta|0|1|number 1 2 3 4
        rFE/gDGen/iTipoSuc|0|1|number 1 2
        rFE/gDGen/dInfEmFE|0|1|text 0 5000
        rFE/gDGen/gEmis|1|1|group
        rFE/gDGen/gEmis/gRucEmi|1|1|group
        rFE/gDGen/gEmis/gRucEmi/dTipoRuc|1|1|number 1 2
        rFE/gDGen/gEmis/gRucEmi/dRuc|1|1|ruc
        rFE/gDGen/gEmis/gRucEmi/dDV|1|1|dv
        rFE/gDGen/gEmis/dNombEm|1|1|text 0 200
        rFE/gDGen/gEmis/dSucEm|1|1|branch
        rFE/gDGen/gEmis/dCoordEm|1|1|coordinates
        rFE/gDGen/gEmis/dDirecEm|1|1|text 0 100
        rFE/gDGen/gEmis/gUbiEm|1|1|group
        rFE/gDGen/gEmis/gUbiEm/dCodUbi|1|1|list locations
        rFE/gDGen/gEmis/gUbiEm/dCorreg|1|1|text 0 50
        rFE/gDGen/gEmis/gUbiEm/dDistr|1|1|text 0 50
        rFE/gDGen/gEmis/gUbiEm/dProv|1|1|text 0 50
        rFE/gDGen/gEmis/dTfnEm|1|3|phone
        rFE/gDGen/gEmis/dCorElectEmi|0|3|email
        rFE/gDGen/gDatRec|1|1|group
        rFE/gDGen/gDatRec/iTipoRec|1|1|code 01 02 03 04
        rFE/gDGen/gDatRec/gRucRec|0|1|group
        rFE/gDGen/gDatRec/gRucRec/dTipoRuc|1|1|number 1 2
        rFE/gDGen/gDatRec/gRucRec/dRuc|1|1|ruc
        rFE/gDGen/gDatRec/gRucRec/dDV|0|1|dv
        rFE/gDGen/gDatRec/dNombRec|0|1|text 2 200
        rFE/gDGen/gDatRec/dDirecRec|0|1|text 1 100
        rFE/gDGen/gDatRec/gUbiRec|0|1|group
        rFE/gDGen/gDatRec/gUbiRec/dCodUbi|1|1|list locations
        rFE/gDGen/gDatRec/gUbiRec/dCorreg|1|1|text 0 50
        rFE/gDGen/gDatRec/gUbiRec/dDistr|1|1|text 0 50
        rFE/gDGen/gDatRec/gUbiRec/dProv|1|1|text 0 50
        rFE/gDGen/gDatRec/gIdExt|0|1|group
        rFE/gDGen/gDatRec/gIdExt/dIdExt|1|1|text 1 50
        rFE/gDGen/gDatRec/gIdExt/dPaisExt|0|1|text 2 100
        rFE/gDGen/gDatRec/dTfnRec|0|3|phone
        rFE/gDGen/gDatRec/dCorElectRec|0|3|email
        rFE/gDGen/gDatRec/cPaisRec|1|1|list countries
        rFE/gDGen/gDatRec/dPaisRecDesc|0|1|text 5 50
        rFE/gDGen/gFExp|0|1|group
        rFE/gDGen/gFExp/cCondEntr|1|1|list incoterms
        rFE/gDGen/gFExp/cMoneda|0|1|list currencies
        rFE/gDGen/gFExp/cMonedaDesc|0|1|text 0 50
        rFE/gDGen/gFExp/dCambio|0|1|decimal 11 4
        rFE/gDGen/gFExp/dVTotEst|0|1|decimal 16 4
        rFE/gDGen/gFExp/dPuertoEmbarq|0|1|text 5 50
        rFE/gDGen/gDFRef|0|99|group
        rFE/gDGen/gDFRef/gRucEmDFRef|1|1|group
        rFE/gDGen/gDFRef/gRucEmDFRef/dTipoRuc|1|1|number 1 2
        rFE/gDGen/gDFRef/gRucEmDFRef/dRuc|1|1|ruc
        rFE/gDGen/gDFRef/gRucEmDFRef/dDV|1|1|dv
        rFE/gDGen/gDFRef/dNombEmRef|1|1|text 2 200
        rFE/gDGen/gDFRef/dFechaDFRef|1|1|moment
        rFE/gDGen/gDFRef/gDFRefNum|1|1|group
        rFE/gDGen/gDFRef/gDFRefNum/gDFRefFE|0|1|choice group
        rFE/gDGen/gDFRef/gDFRefNum/gDFRefFE/dCUFERef|1|1|cufe
        rFE/gDGen/gDFRef/gDFRefNum/gDFRefFacPap|0|1|choice group
        rFE/gDGen/gDFRef/gDFRefNum/gDFRefFacPap/dNroFacPap|1|1|text 0 22
        rFE/gDGen/gDFRef/gDFRefNum/gDFRefFacIE|0|1|choice group
        rFE/gDGen/gDFRef/gDFRefNum/gDFRefFacIE/dNroFacIE|1|1|text 0 22
        rFE/gDGen/gAutXML|0|10|group
        rFE/gDGen/gAutXML/gRucAutXML|1|1|group
        rFE/gDGen/gAutXML/gRucAutXML/dTipoRuc|1|1|number 1 2
        rFE/gDGen/gAutXML/gRucAutXML/dRuc|1|1|ruc
        rFE/gDGen/gAutXML/gRucAutXML/dDV|1|1|dv
        rFE/gItem|1|1000|group
        rFE/gItem/dSecItem|1|1|integer 1 4
        rFE/gItem/dDescProd|1|1|text 2 500
        rFE/gItem/dCodProd|0|1|text 1 20
        rFE/gItem/cUnidad|0|1|list units
        rFE/gItem/dCantCodInt|1|1|amount 9 0 6
        rFE/gItem/dFechaFab|0|1|day
        rFE/gItem/dFechaCad|0|1|day
        rFE/gItem/dCodCPBSabr|0|1|list segments
        rFE/gItem/dCodCPBScmp|0|1|list families
        rFE/gItem/cUnidadCPBS|0|1|list units
        rFE/gItem/dInfEmFE|0|1|text 0 5000
        rFE/gItem/gPrecios|1|1|group
        rFE/gItem/gPrecios/dPrUnit|1|1|amount 9 2 6
        rFE/gItem/gPrecios/dPrUnitDesc|0|1|amount 9 2 6
        rFE/gItem/gPrecios/dPrItem|1|1|amount 9 2 6
        rFE/gItem/gPrecios/dPrAcarItem|0|1|amount 9 2 2
        rFE/gItem/gPrecios/dPrSegItem|0|1|amount 9 2 2
        rFE/gItem/gPrecios/dValTotItem|1|1|amount 9 2 6
        rFE/gItem/gCodItem|0|1|group
        rFE/gItem/gCodItem/dGTINCom|1|1|gtin
        rFE/gItem/gCodItem/dCantGTINCom|1|1|amount 9 0 6
        rFE/gItem/gCodItem/dGTINInv|1|1|gtin
        rFE/gItem/gCodItem/dCantComInvent|1|1|amount 9 0 6
        rFE/gItem/gITBMSItem|1|1|group
        rFE/gItem/gITBMSItem/dTasaITBMS|1|1|code 00 01 02 03
        rFE/gItem/gITBMSItem/dValITBMS|1|1|amount 9 2 6
        rFE/gItem/gISCItem|0|1|group
        rFE/gItem/gISCItem/dTasaISC|0|1|decimal 3 6
        rFE/gItem/gISCItem/dValISC|1|1|amount 9 2 6
        rFE/gItem/gOTIItem|0|0|group
        rFE/gItem/gOTIItem/dCodOTI|1|1|code 01 02 03 04 05 06 07 08 09 10 11
        rFE/gItem/gOTIItem/dValOTI|1|1|amount 9 2 6
        rFE/gItem/gVehicNuevo|0|1|group
        rFE/gItem/gVehicNuevo/iModOpVN|1|1|code 01 02 03 04 99
        rFE/gItem/gVehicNuevo/dModOpVNDesc|0|1|text 10 50
        rFE/gItem/gVehicNuevo/dChasi|1|1|text 17 17
        rFE/gItem/gVehicNuevo/dColorCod|1|1|text 1 4
        rFE/gItem/gVehicNuevo/dColorNomb|0|1|text 1 40
        rFE/gItem/gVehicNuevo/dPotVeh|0|1|integer 1 4
        rFE/gItem/gVehicNuevo/dCilin|0|1|integer 1 4
        rFE/gItem/gVehicNuevo/dPesoNet|0|1|decimal 11 4
        rFE/gItem/gVehicNuevo/dPesoBruto|0|1|decimal 11 4
        rFE/gItem/gVehicNuevo/iCombust|1|1|code 01 02 03 08 09 99
        rFE/gItem/gVehicNuevo/dCombustDesc|0|1|text 10 50
        rFE/gItem/gVehicNuevo/dNroMotor|1|1|text 1 21
        rFE/gItem/gVehicNuevo/dCapTracc|0|1|decimal 11 4
        rFE/gItem/gVehicNuevo/dEntreEj|0|1|decimal 11 4
        rFE/gItem/gVehicNuevo/dAnoMod|0|1|integer 0 4
        rFE/gItem/gVehicNuevo/dAnoFab|0|1|integer 0 4
        rFE/gItem/gVehicNuevo/iTipoPintura|0|1|number 1 2 3 4 9
        rFE/gItem/gVehicNuevo/dTipoPinturaDesc|0|1|text 10 50
        rFE/gItem/gVehicNuevo/cTipoVehic|1|1|number 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38
        rFE/gItem/gVehicNuevo/cUsoVehic|1|1|number 1 2
        rFE/gItem/gVehicNuevo/iCondVehic|0|1|number 1 2 3
        rFE/gItem/gVehicNuevo/dLotac|0|1|integer 1 3
        rFE/gItem/gMedicina|0|1|group
        rFE/gItem/gMedicina/dNroLote|1|1|text 5 35
        rFE/gItem/gMedicina/dCtLote|1|1|integer 0 18
        rFE/gItem/gPedComIr|0|1|group
        rFE/gItem/gPedComIr/dNroPed|1|1|integer 1 9
        rFE/gItem/gPedComIr/dSecItemPed|1|1|integer 1 3
        rFE/gItem/gPedComIr/dInfEmPedIt|1|1|text 0 5000
        rFE/gTot|1|1|group
        rFE/gTot/dTotNeto|1|1|amount 11 2 2
        rFE/gTot/dTotITBMS|1|1|amount 11 2 2
        rFE/gTot/dTotISC|0|1|amount 11 2 2
        rFE/gTot/dTotGravado|1|1|amount 11 2 2
        rFE/gTot/dTotDesc|0|1|amount 11 2 2
        rFE/gTot/dTotAcar|0|1|amount 11 2 2
        rFE/gTot/dTotSeg|0|1|amount 11 2 2
        rFE/gTot/dVTot|1|1|amount 11 2 2
        rFE/gTot/dTotRec|1|1|amount 11 2 2
        rFE/gTot/dVuelto|0|1|amount 11 2 2
        rFE/gTot/iPzPag|1|1|number 1 2 3
        rFE/gTot/dNroItems|1|1|integer 0 11
        rFE/gTot/dVTotItems|1|1|amount 11 2 2
        rFE/gTot/dTotOtrosGastos|0|1|amount 11 2 2
        rFE/gTot/gDescBonif|0|5|group
        rFE/gTot/gDescBonif/dDetalDesc|1|1|text 0 500
        rFE/gTot/gDescBonif/dValDesc|1|1|amount 11 2 2
        rFE/gTot/gFormaPago|1|10|group
        rFE/gTot/gFormaPago/iFormaPago|1|1|number 01 02 03 04 05 06 07 08 09 10 99
        rFE/gTot/gFormaPago/dFormaPagoDesc|0|1|text 10 100
        rFE/gTot/gFormaPago/dVlrCuota|1|1|amount 11 2 2
        rFE/gTot/gRetenc|0|1|group
        rFE/gTot/gRetenc/cCodRetenc|1|1|number 1 2 3 4 7 8
        rFE/gTot/gRetenc/cValRetenc|1|1|amount 11 2 2
        rFE/gTot/gPagPlazo|0|99|group
        rFE/gTot/gPagPlazo/dSecItem|1|1|integer 0 2
        rFE/gTot/gPagPlazo/dFecItPlazo|1|1|moment
        rFE/gTot/gPagPlazo/dValItPlazo|1|1|amount 11 2 2
        rFE/gTot/gPagPlazo/dInfPagPlazo|0|1|text 15 1000
        rFE/gTot/gOTITotal|0|0|group
        rFE/gTot/gOTITotal/dCodOTITotal|1|1|code 01 02 03 04 05 06 07 08 09 10 11
        rFE/gTot/gOTITotal/dValOTITotal|1|1|amount 11 2 2
        rFE/gPedComGl|0|1|group
        rFE/gPedComGl/dNroPed|1|1|integer 1 12
        rFE/gPedComGl/dNumAcept|0|50|text 1 12
        rFE/gPedComGl/dInfEmPedGl|0|1|text 0 5000
        rFE/gInfoLog|0|1|group
        rFE/gInfoLog/dNroVols|0|1|integer 1 3
        rFE/gInfoLog/dPesoTot|0|1|decimal 4 6
        rFE/gInfoLog/dUnPesoTot|0|1|number 1 2 3 4
        rFE/gInfoLog/dLicCamion|0|1|text 6 6
        rFE/gInfoLog/dNomTransp|1|1|text 5 200
        rFE/gInfoLog/gRucTransp|1|1|group
        rFE/gInfoLog/gRucTransp/dTipoRuc|1|1|number 1 2
        rFE/gInfoLog/gRucTransp/dRuc|1|1|ruc
        rFE/gInfoLog/gRucTransp/dDV|1|1|dv
        rFE/gInfoLog/dInfEmLog|0|1|text 0 5000
        rFE/gLcEntr|0|1|group
        rFE/gLcEntr/gRucLcEntr|0|1|group
        rFE/gLcEntr/gRucLcEntr/dTipoRuc|1|1|number 1 2
        rFE/gLcEntr/gRucLcEntr/dRuc|1|1|ruc
        rFE/gLcEntr/gRucLcEntr/dDV|1|1|dv
        rFE/gLcEntr/dNombLcEntr|1|1|text 2 200
        rFE/gLcEntr/dDirecLcEntr|1|1|text 0 100
        rFE/gLcEntr/gUbiLcEntr|1|1|group
        rFE/gLcEntr/gUbiLcEntr/dCodUbi|1|1|list locations
        rFE/gLcEntr/gUbiLcEntr/dCorreg|1|1|text 0 50
        rFE/gLcEntr/gUbiLcEntr/dDistr|1|1|text 0 50
        rFE/gLcEntr/gUbiLcEntr/dProv|1|1|text 0 50
        rFE/gLcEntr/dTfnLcEntr|0|1|phone
        rFE/gLcEntr/dTfnAdLcEntr|0|1|phone
        rFE/Signature|1|1|foreign
        rFE/gNoFirm|1|1|group
        rFE/gNoFirm/dQRCode|1|1|text 100 600
        """
}
