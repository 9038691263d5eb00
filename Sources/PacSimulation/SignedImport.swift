/// A document of the DGI's for the simulated inbox: the invoice of `Tests/RfeFixtures` with its throw-away signature, so that the simulation needs
/// no key. A test compares it with what is signed there.
package enum SignedImport {
    /// Its CUFE.
    package static let cufe = "FE0120000155704849-2-2021-3200002026011600000007789000125152023016"

    /// Its bytes.
    package static let text = """
        <rFE xmlns="http://dgi-fep.mef.gob.pa"><dVerForm>1.00</dVerForm><dId>FE0120000155704849-2-2021-3200002026011600000007789000125152023016</dId\
        ><gDGen><iAmb>2</iAmb><iTpEmis>01</iTpEmis><iDoc>01</iDoc><dNroDF>0000000778</dNroDF><dPtoFacDF>900</dPtoFacDF><dSeg>515202301</dSeg><dFecha\
        Em>2026-01-16T10:05:00-05:00</dFechaEm><iNatOp>01</iNatOp><iTipoOp>1</iTipoOp><iDest>1</iDest><iFormCAFE>1</iFormCAFE><iEntCAFE>1</iEntCAFE>\
        <dEnvFE>1</dEnvFE><iProGen>2</iProGen><gEmis><gRucEmi><dTipoRuc>2</dTipoRuc><dRuc>155704849-2-2021</dRuc><dDV>32</dDV></gRucEmi><dNombEm>FE \
        generada en ambiente de pruebas - sin valor comercial ni fiscal</dNombEm><dSucEm>0000</dSucEm><dCoordEm>+8.9920,-79.5178</dCoordEm><dDirecEm\
        >Vía España, edificio Ensayo</dDirecEm><gUbiEm><dCodUbi>8-8-7</dCodUbi><dCorreg>BELLA VISTA</dCorreg><dDistr>PANAMA</dDistr><dProv>PANAMA</d\
        Prov></gUbiEm><dTfnEm>999-0000</dTfnEm></gEmis><gDatRec><iTipoRec>01</iTipoRec><gRucRec><dTipoRuc>2</dTipoRuc><dRuc>155731204-2-2022</dRuc><\
        dDV>71</dDV></gRucRec><dNombRec>Ferretería La Ñata, S.A.</dNombRec><dDirecRec>Calle 50, local 3</dDirecRec><gUbiRec><dCodUbi>8-8-1</dCodUbi>\
        <dCorreg>SAN FELIPE</dCorreg><dDistr>PANAMA</dDistr><dProv>PANAMA</dProv></gUbiRec><dTfnRec>999-0001</dTfnRec><dCorElectRec>compras@correo.e\
        xample</dCorElectRec><cPaisRec>PA</cPaisRec></gDatRec></gDGen><gItem><dSecItem>1</dSecItem><dDescProd>Licuadora &amp; vaso, 10 velocidades</\
        dDescProd><dCodProd>5120</dCodProd><cUnidad>und</cUnidad><dCantCodInt>2</dCantCodInt><gPrecios><dPrUnit>51.45</dPrUnit><dPrUnitDesc>1.5000</\
        dPrUnitDesc><dPrItem>99.90</dPrItem><dValTotItem>106.89</dValTotItem></gPrecios><gITBMSItem><dTasaITBMS>01</dTasaITBMS><dValITBMS>6.99</dVal\
        ITBMS></gITBMSItem></gItem><gItem><dSecItem>2</dSecItem><dDescProd>Arroz de primera 5 lb</dDescProd><dCodProd>1001</dCodProd><cUnidad>und</c\
        Unidad><dCantCodInt>4</dCantCodInt><gPrecios><dPrUnit>3.25</dPrUnit><dPrItem>13.00</dPrItem><dValTotItem>13.00</dValTotItem></gPrecios><gITB\
        MSItem><dTasaITBMS>00</dTasaITBMS><dValITBMS>0.00</dValITBMS></gITBMSItem></gItem><gTot><dTotNeto>112.90</dTotNeto><dTotITBMS>6.99</dTotITBM\
        S><dTotGravado>6.99</dTotGravado><dVTot>119.89</dVTot><dTotRec>120.00</dTotRec><dVuelto>0.11</dVuelto><iPzPag>1</iPzPag><dNroItems>2</dNroIt\
        ems><dVTotItems>119.89</dVTotItems><gFormaPago><iFormaPago>02</iFormaPago><dVlrCuota>120.00</dVlrCuota></gFormaPago></gTot><Signature xmlns=\
        "http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></Canon\
        icalizationMethod><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod><Reference URI=""><Transf\
        orms><Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></Transform><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enve\
        loped-signature"></Transform></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod><DigestValue>i4oH\
        1KjDXOr5iIV9rSjbZuOt0NREW2dvs84YjsaD/3Y=</DigestValue></Reference></SignedInfo><SignatureValue>UAma7qmXgL8cNabOcdxyqRbyyl0JzaKc6RCQu89xHCFLy\
        JrEOjaeXzgWokGyvrhAYMcNrrI6iJPybp1kgcJ5JnH6p37W4BAOcfQsMNPvAwOyHOrNiax24kC1THBuh06MSMAgKDtEuiiM0n4j3JOFTWqFsSyDahbu3xRbOkXfRBZdyRVE4fQiAoZrM\
        HUE+sU3AMB/Cm/NI2t8nbRdCVUGGVYf5P+061TdrrD5Gt6zCmIkhKhw1sOl5Id59V+YSFSrBxYah5lGGsZYD/duIhBWOUrqlYi+2AC/nsSjABj9lxFtALRkdtTaPNHEGHpAoYMC8DunE\
        7clxVCzblzAqsd5Jw==</SignatureValue><KeyInfo><X509Data><X509SubjectName>CN=[F] LLAVE DESECHABLE DE PRUEBA - SIN VALOR,OU=FACTURA ELECTRONICA\
        ,C=PA</X509SubjectName><X509Certificate>MIIDOjCCAiKgAwIBAgICA+kwDQYJKoZIhvcNAQELBQAwYDELMAkGA1UEBhMCUEExHDAaBgNVBAsME0ZBQ1RVUkEgRUxFQ1RST05J\
        Q0ExMzAxBgNVBAMMKltGXSBMTEFWRSBERVNFQ0hBQkxFIERFIFBSVUVCQSAtIFNJTiBWQUxPUjAeFw0yNTAxMDEwMDAwMDBaFw00NTAxMDEwMDAwMDBaMGAxCzAJBgNVBAYTAlBBMRww\
        GgYDVQQLDBNGQUNUVVJBIEVMRUNUUk9OSUNBMTMwMQYDVQQDDCpbRl0gTExBVkUgREVTRUNIQUJMRSBERSBQUlVFQkEgLSBTSU4gVkFMT1IwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAw\
        ggEKAoIBAQClHkvfCHMq67d+8iQK7Gbf+BdHP2WSDuRvcOioJnjCRSkVLHSmfQdFdrl1lmlGmlmnaXmaECM+InpiaVHmg+ZZkFyS5sL1geVSXWE2Sqh7DimXOB9xXds+IJe+DASsZRc0\
        ZCZYpLow67uTOGqlcGicLM9sbpKkOqm+8wqXEOwKhaXV5f3hm5KNIfThebqvN9TBXskszpIIVF4oZCTbh7/ph6p+81bopKIFUv65lvZwIPnQh1uEhb95zPH2Gz4zCZJiGxqnN5ko1sIg\
        P6qJ8UlWIE9sUPch2DyrJXP/F/rXnQpxfove/OoMRbvA0f4N8ATwtIRnzXRpVJjX6wUg5r7pAgMBAAEwDQYJKoZIhvcNAQELBQADggEBAIBv/LCoxRUDXCqX1KncJ/NRCZjwUoxvARuI\
        K2T90kva31Ts74Polnmy/VkQXcZScO359dEcEF6bTNQ1ApiOGYrpuT3O8aOzTIoByMecisXP92KvQpjtoisoTuJNnxs/Z+JENrDriBrxSCUlvfI+IMqCa92V1IqE4R1NBNi0V6bp3Utx\
        cVU616nXU0MG9R0m6JyJ5y7lLXz/Ldl/lC0ivuVIRT9g/r5wz/E3qC6SKUo5LzFiLghfi4E5i95K/YatxL/Cw33X/yjMKJdlomdlAwuxNCNSRpbm39rvB8e0YMnNn58dPo0hW7jZNmS+\
        vKMcUWCLCNrl0rigOYoC8I5gfMA=</X509Certificate></X509Data></KeyInfo></Signature><gNoFirm><dQRCode>https://dgi-fep-test.mef.gob.pa:40001/Consu\
        ltas/FacturasPorQR?chFE=FE0120000155704849-2-2021-3200002026011600000007789000125152023016&amp;iAmb=2&amp;digestValue=i4oH1KjDXOr5iIV9rSjbZu\
        Ot0NREW2dvs84YjsaD/3Y=&amp;jwt=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</dQRCode></gNoFirm></rFE>
        """
}
