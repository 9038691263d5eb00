// Written by scripts/catalogues; don't edit.

/// Countries, ISO 3166 alpha-2 and ZZ (cPaisRec).
///
/// Origin: the DGI's FE_paises.xsd,
/// github.com/ramirezfred/conta-facil-api, commit 5c0240bced89e02fc777f5bae5b56097511fd06c.
/// Date: XSD 1.00, about 2020-2022. One code per line, columns parted by `|`.
enum CountryData {
    static let origin = """
        the DGI's FE_paises.xsd; \
        github.com/ramirezfred/conta-facil-api, commit 5c0240bced89e02fc777f5bae5b56097511fd06c
        """
    static let date = "XSD 1.00, about 2020-2022"
    static let text = """
        CL|CHILE
        CC|ISLAS COCOS
        CG|REPUBLICA DE CONGO
        KR|COREA DEL SUR
        HR|CROACIA
        DK|DINAMARCA
        DO|REPUBLICA DOMINICANA
        AE|EMIRATOS ARABES UNIDOS
        SI|ESLOVENIA
        ET|ETIOPIA
        FI|FINLANDIA
        US|ESTADOS UNIDOS
        GA|GABON
        GE|GEORGIA
        GI|GIBRALTAR
        GL|GROENLANDIA
        GT|GUATEMALA
        GN|GUINEA
        GW|GUINEA BISAU
        HM|ISLAS HEARD Y MCDONALD
        IN|INDIA
        IQ|IRAK
        IS|ISLANDIA
        JM|JAMAICA
        JO|JORDANIA
        KG|KIRGUISTAN
        KW|KUWAIT
        LV|LETONIA
        LY|LIBIA
        LT|LITUANIA
        MK|REPUBLICA DE MACEDONIA
        MV|MALDIVAS
        FK|ISLAS MALVINAS
        MA|MARRUECOS
        MU|MAURICIO
        YT|MAYOTTE
        MD|MOLDAVIA
        ME|MONTENEGRO
        NA|NAMIBIA
        CX|ISLA DE NAVIDAD
        AF|AFGANISTAN
        AX|ALANDE
        AL|ALBANIA
        DE|ALEMANIA
        AD|ANDORRA
        AO|ANGOLA
        AI|ANGUILA
        AG|ANTIGUA Y BARBUDA
        AN|ANTILLAS NEERLANDESAS
        SA|ARABIA SAUDITA
        DZ|ALGELIA
        AM|ARMENIA
        AW|ARUBA
        AU|AUSTRALIA
        AT|AUSTRIA
        AZ|AZERBAIYAN
        BS|BAHAMAS
        BH|BAREIN
        BD|BANGLADES
        BB|BARBADOS
        BE|BELGICA
        BZ|BELICE
        BJ|BENIN
        BM|BERMUDAS
        BY|BIELORRUSIA
        MM|BIRMANIA
        BO|BOLIVIA
        BA|BOSNIA AND HERZEGOVINA
        BW|BOTSUANA
        BV|ISLA BOUVET
        BR|BRASIL
        BN|BRUNEI
        BG|BULGARIA
        BF|BURKINA FASO
        BI|BURUNDI
        BT|BUTAN
        CV|CABO VERDE
        KY|ISLAS CAIMAN
        KH|CAMBOYA
        CM|CAMERUN
        CA|CANADA
        CF|REPUBLICA CENTROAFRICANA
        TD|CHAD
        CZ|REPUBLICA CHECA
        CN|CHINA
        CY|CHIPRE
        KM|COMORAS
        CD|REPUBLICA DEMOCRATICA DEL CONGO
        CK|ISLAS COOK
        KP|COREA DEL NORTE
        CI|COSTA DE MARFIL
        CR|COSTA RICA
        CW|CURAZAO
        CU|CUBA
        DM|DOMINICA
        EC|ECUADOR
        EG|EGIPTO
        SV|EL SALVADOR
        ER|ERITREA
        SK|ESLOVAQUIA
        ES|ESPAÑA
        EE|ESTONIA
        FO|ISLAS FEROE
        PH|FILIPINAS
        FJ|FIYI
        FR|FRANCIA
        GM|GAMBIA
        GS|ISLAS GEORGIAS DEL SUR Y SANDWICH DEL SUR
        GH|GHANA
        GD|GRANADA
        GR|GRECIA
        GP|GUADALUPE
        GU|GUAM
        GF|GUAYANA FRANCESA
        GG|GUERNSEY
        GQ|GUINEA ECUATORIAL
        GY|GUYANA
        HT|HAITI
        HN|HONDURAS
        HK|HONG KONG
        HU|HUNGRIA
        ID|INDONESIA
        IR|IRAN
        IE|IRLANDA
        IL|ISRAEL
        IT|ITALIA
        JP|JAPON
        JE|JERSEY
        KZ|KAZAJISTAN
        KE|KENIA
        KI|KIRIBATI
        LA|LAOS
        LS|LESOTO
        LB|LIBANO
        LR|LIBERIA
        LI|LIECHTENSTEIN
        LU|LUXEMBURGO
        MO|MACAO
        MG|MADAGASCAR
        MY|MALASIA
        MW|MALAUI
        ML|MALI
        MT|MALTA
        IM|ISLA DE MAN
        MP|ISLAS MARIANAS DEL NORTE
        MH|ISLAS MARSHALL
        MQ|MARTINICA
        MR|MAURITANIA
        MX|MEXICO
        FM|MICRONESIA
        MC|MONACO
        MN|MONGOLIA
        MS|MONTSERRAT
        MZ|MOZAMBIQUE
        NR|NAURU
        NP|NEPAL
        CO|COLOMBIA
        NI|NICARAGUA
        NE|NIGER
        NG|NIGERIA
        NU|NIUE
        NF|NORFOLK
        NO|NORUEGA
        NC|NUEVA CALEDONIA
        NZ|NUEVA ZELANDA
        OM|OMAN
        NL|PAISES BAJOS
        PK|PAKISTAN
        PW|PALAOS
        PS|ESTADO DE PALESTINA
        PA|PANAMA
        PG|PAPUA NUEVA GUINEA
        PY|PARAGUAY
        PE|PERU
        PN|ISLAS PITCAIRN
        PF|POLINESIA FRANCESA
        PL|POLONIA
        PT|PORTUGAL
        PR|PUERTO RICO
        QA|CATAR
        GB|REINO UNIDO
        RE|REUNION
        RW|RUANDA
        RO|RUMANIA
        RU|RUSIA
        EH|SAHARA OCCIDENTAL
        SB|ISLAS SALOMON
        WS|SAMOA
        AS|SAMOA AMERICANA
        BL|SAN BARTOLOME
        KN|SAN CRISTOBAL Y NIEVES
        SM|SAN MARINO
        MF|SAN MARTIN
        PM|SAN PEDRO Y MIQUELON
        VC|SAN VICENTE Y LAS GRANADINAS
        SH|SANTA HELENA
        LC|SANTA LUCIA
        ST|SANTO TOME Y PRINCIPE
        SN|SENEGAL
        RS|SERBIA
        SC|SEYCHELLES
        SL|SIERRA LEONA
        SG|SINGAPUR
        SY|SIRIA
        SO|SOMALIA
        LK|SRI LANKA
        SZ|SUAZILANDIA
        ZA|SUDAFRICA
        SD|SUDAN
        SS|SUDAN DEL SUR
        SE|SUECIA
        CH|SUIZA
        SR|SURINAM
        SJ|SVALBARD Y JAN MAYEN
        TH|TAILANDIA
        TW|TAIWAN
        TZ|TANZANIA
        TJ|TAYIKISTAN
        IO|TERRITORIO BRITANICO DEL OCEANO INDICO
        TF|TERRITORIOS AUSTRALES FRANCESES
        TL|TIMOR ORIENTAL
        TG|TOGO
        TK|TOKELAU
        TO|TONGA
        TT|TRINIDAD Y TOBAGO
        TN|TUNEZ
        TC|ISLAS TURCAS Y CAICOS
        TM|TURKMENISTAN
        TR|TURQUIA
        TV|TUVALU
        UA|UCRANIA
        UG|UGANDA
        UY|URUGUAY
        UZ|UZBEKISTAN
        VU|VANUATU
        VA|CIUDAD DEL VATICANO
        VE|VENEZUELA
        VN|VIETNAM
        VG|ISLAS VIRGENES BRITANICAS
        VI|ISLAS VIRGENES DE LOS ESTADOS UNIDOS
        WF|WALLIS Y FUTUNA
        YE|YEMEN
        DJ|YIBUTI
        ZM|ZAMBIA
        ZW|ZIMBABUE
        AR|ARGENTINA
        ZZ|NO EXISTE
        """
}
