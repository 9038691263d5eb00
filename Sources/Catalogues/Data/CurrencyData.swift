// Written by scripts/catalogues; don't edit.

/// Currencies with where they are used, and ZZZ (cMoneda).
///
/// Origin: the DGI's FE_monedas.xsd,
/// github.com/ramirezfred/conta-facil-api, commit 5c0240bced89e02fc777f5bae5b56097511fd06c.
/// Date: XSD 1.00, about 2020-2022. One code per line, columns parted by `|`.
enum CurrencyData {
    static let origin = """
        the DGI's FE_monedas.xsd; \
        github.com/ramirezfred/conta-facil-api, commit 5c0240bced89e02fc777f5bae5b56097511fd06c
        """
    static let date = "XSD 1.00, about 2020-2022"
    static let text = """
        AED|Emiratos Árabes Unidos
        AFN|Afganistán
        ALL|Albania
        AMD|Armenia
        ANG|Curazao, Saint Maarten
        AOA|Angola
        ARS|Argentina
        AUD|Australia, Isla de Navidad, Islas Cocos, Islas Heard y McDonald, Kiribati, Nauru, Norfolk, Tuvalu
        AWG|Aruba
        AZN|Azerbaiyán
        BAM|Bosnia y Herzegovina
        BBD|Barbados
        BDT|Bangladés
        BGN|Bulgaria
        BHD|Baréin
        BIF|Burundi
        BMD|Bermudas
        BND|Brunéi
        BOB|Bolivia
        BRL|Brasil
        BSD|Bahamas
        BTN|Bután
        BWP|Botsuana
        BYR|Bielorrusia
        BZD|Belice
        CAD|Canadá
        CDF|República Democrática del Congo
        CHF|Liechtenstein, Suiza
        CLP|Chile
        CNY|China
        COP|Colombia
        CRC|Costa Rica
        CUP|Cuba
        CVE|Cabo Verde
        CZK|República Checa
        DJF|Yibuti
        DKK|Dinamarca, Groenlandia, Islas Feroe
        DOP|República Dominicana
        DZD|Argelia
        EGP|Egipto
        ERN|Eritrea
        ETB|Etiopía
        EUR|Alemania, Andorra, Austria, Bélgica, Chipre, Ciudad del Vaticano, Eslovaquia, Eslovenia, España, Estonia, Finlandia, Francia, Grecia, Guadalupe, Guayana Francesa, Irlanda, Italia, Letonia, Lituania, Luxemburgo, Malta, Martinica, Mayotte, Mónaco, Montenegro, Países Bajos, Portugal, Reunión, San Bartolomé, San Marino, San Martín, San Pedro y Miquelón, Tierras Australes y Antárticas Francesas, Unión Europea
        FJD|Fiyi
        FKP|Islas Malvinas
        GBP|Guernsey, Isla de Man, Jersey, Reino Unido
        GEL|Georgia
        GHS|Ghana
        GIP|Gibraltar
        GMD|Gambia
        GNF|Guinea
        GTQ|Guatemala
        GYD|Guyana
        HKD|Hong Kong
        HNL|Honduras
        HRK|Croacia
        HTG|Haití
        HUF|Hungría
        IDR|Indonesia
        ILS|Israel
        INR|Bután, India
        IQD|Irak
        IRR|Irán
        ISK|Islandia
        JMD|Jamaica
        JOD|Jordania
        JPY|Japón
        KES|Kenia
        KGS|Kirguistán
        KHR|Camboya
        KMF|Comoras
        KPW|Corea del Norte
        KRW|Corea del Sur
        KWD|Kuwait
        KYD|Islas Caimán
        KZT|Kazajistán
        LAK|Laos
        LBP|Líbano
        LKR|Sri Lanka
        LRD|Liberia
        LSL|Lesoto
        LYD|Libia
        MAD|Marruecos, República Árabe Saharaui Democrática
        MDL|Moldavia
        MGA|Madagascar
        MKD|Macedonia
        MMK|Myanmar
        MNT|Mongolia
        MOP|Macao
        MRO|Mauritania
        MUR|Mauricio
        MVR|Maldivas
        MWK|Malaui
        MXN|México
        MYR|Malasia
        MZN|Mozambique
        NAD|Namibia
        NGN|Nigeria
        NIO|Nicaragua
        NOK|Isla Bouvet, Noruega, Svalbard y Jan Mayen
        NPR|Nepal
        NZD|Islas Cook, Islas Pitcairn, Niue, Nueva Zelanda, Tokelau
        OMR|Omán
        PAB|Panamá
        PEN|Perú
        PGK|Papúa Nueva Guinea
        PHP|Filipinas
        PKR|Pakistán
        PLN|Polonia
        PYG|Paraguay
        QAR|Catar
        RON|Rumania
        RSD|Serbia
        RUB|Rusia
        RWF|Ruanda
        SAR|Arabia Saudita
        SBD|Islas Salomón
        SCR|Seychelles
        SDG|Sudán
        SEK|Suecia
        SGD|Singapur
        SHP|Santa Elena, Ascensión y Tristán de Acuña
        SLL|Sierra Leona
        SOS|Somalia
        SRD|Surinam
        SSP|Sudán del Sur
        STD|Santo Tomé y Príncipe
        SVC|El Salvador
        SYP|Siria
        SZL|Suazilandia
        THB|Tailandia
        TJS|Tayikistán
        TMT|Turkmenistán
        TND|Túnez
        TOP|Tonga
        TRY|Turquía
        TTD|Trinidad y Tobago
        TWD|República de China
        TZS|Tanzania
        UAH|Ucrania
        UGX|Uganda
        USD|Caribe Neerlandés, Ecuador, El Salvador, Estados Unidos, Guam, Haití, Islas Marianas del Norte, Islas Marshall, Islas Turcas y Caicos, Islas ultramarinas de Estados Unidos, Islas Vírgenes Británicas, Islas Vírgenes de los Estados Unidos, Micronesia, Palaos, Panamá, Puerto Rico, Samoa Americana, Territorio Británico del Océano Índico, Timor Oriental
        UYU|Uruguay
        UZS|Uzbekistán
        VEF|Venezuela
        VND|Vietnam
        VUV|Vanuatu
        WST|Samoa
        XAF|Camerún, Chad, Gabón, Guinea Ecuatorial, República Centroafricana, República del Congo
        XCD|Anguila, Antigua y Barbuda, Dominica, Granada, Montserrat, San Cristóbal y Nieves, San Vicente y las Granadinas, Santa Lucía
        XOF|Benín, Burkina Faso, Costa de Marfil, Guinea-Bisáu, Malí, Níger, Senegal, Togo
        XPF|Nueva Caledonia, Polinesia Francesa, Wallis y Futuna
        YER|Yemen
        ZAR|Lesoto, Namibia, Sudáfrica
        ZMW|Zambia
        ZWL|Zimbabue
        ZZZ|Especificar en el campo
        """
}
