// Written by scripts/catalogues; don't edit.

/// Units of measure, case-sensitive (cUnidad, cUnidadCPBS).
///
/// Origin: the DGI's FE_UnidadesMedida.xsd,
/// github.com/ramirezfred/conta-facil-api, commit 5c0240bced89e02fc777f5bae5b56097511fd06c.
/// Date: XSD 1.00, about 2020-2022. One code per line, columns parted by `|`.
enum UnitData {
    static let origin = """
        the DGI's FE_UnidadesMedida.xsd; \
        github.com/ramirezfred/conta-facil-api, commit 5c0240bced89e02fc777f5bae5b56097511fd06c
        """
    static let date = "XSD 1.00, about 2020-2022"
    static let text = """
        um|Micrómetro: 10-6 m
        mm|Milímetro: 10-3 m
        cm|Centímetro: 10-2 m
        dm|Decímetro: 10-1 m
        m|Metro
        dam|Decámetro: 10 m
        hm|Hectómetro: 100 m
        km|Kilómetro: 1000 m
        mi|Milla internacional: 1609.3 m
        nmi|Milla náutica: 1.852 m
        in|Pulgada: 2.54 cm
        ft|Pie: 12 in, o 30.48 cm
        yd|Yarda: 3 ft, o 91.44 cm
        mm2|Milímetro cuadrado
        cm2|Centímetro cuadrado
        dm2|Decímetro cuadrado
        m2|Metro cuadrado
        ha|Hectárea: 1000 m2
        km2|Kilómetro cuadrado
        acre|Acre: 4046.87260987 m2
        mi2|Milla cuadrada
        Ping|Unidad de área equivalente a 3.3 metros cuadrados.
        in2|Pulgada cuadrada
        Ft2|Pie cuadrado
        yd2|Yarda cuadrada
        ul|Microlitro: 10-6 l
        ml|Mililitro: 10-3 l
        cl|Centilitro: 10-2 l
        dl|Decilitro: 10-1 l
        l|Litro
        dal|Decalitro: 10 l
        hl|Hectolitro: 100 l
        kl|Kilolitro: 1000 l
        mm3|Milímetro cúbico: 10-6 l
        cm3|Centímetro cúbico: 10-3 l
        dm3|Decímetro cúbico: 1 l
        m3|Metro cúbico: 1000 l
        fl oz|Onza líquida EUA: 29.5735295625 ml
        gill|Gill: 4 fl oz, o 118.29411825 ml
        pint|Pinta líquida EUA: 4 gills, 16 fl oz o 473.17647 ml
        quart|Cuarto EUA: 2 pt, 8 gills, 32 fl oz o 0.94635295 l
        gal|Galón EUA: 4 qt, 8 pt, 32 gills, 128 fl u oz 3.875 l
        fl oz UK|Onza líquida UK: 28.4130625 ml
        gill UK|Gill UK: 4 fl oz UK, o 142.0653125 ml
        pint UK|Pinta líquida UK: 568.26125 ml
        quart UK|Cuarto UK: 1.1365225 l
        gal UK|Galón UK: 4.54609 l
        pinta seca|Pinta seca: 550.610471358 ml
        cuarto seco|Cuarto seco: 2 pinta seca, o 1.10122094272 l
        galon seco|Galón seco: 4 cuarto seco, 8 pinta seca, o 4.40488377086 l
        pk|Peck: 2 galón seco, 8 cuarto seco, 16 pinta seca, o 8.80976754172 l
        bu|Bushel (EUA): 8 gal, o 35.23907 l
        pinta seca UK|Pinta seca UK: 661.25560456 ml
        cuarto seco UK|Cuarto seco UK: 2 pinta seca UK, o 1,32251120912 l
        pk UK|Peck: 8 cuarto seco UK, 16 pinta seca UK, o 10.5800896729 l
        bu UK|Bushel (UK): 4 pk UK, o 42.3203586918 l
        in3|Pulgada cúbica: 16,387064 cm³
        Ft3|Pie cúbico: 1728 in³, o 28,316846592 dm³
        yd3|Yarda cúbica: 27 ft³, 46 656 in³ o 764.554857984 dm³
        ug|Microgramo: 10-6 g
        mg|Miligramo: 10-3 g
        cg|Centígramo: 10-2 g
        dg|Decigramo: 10-1 g
        g|Gramo
        dag|Decagramo: 10 g
        hg|Héctogramo: 100 g
        kg|Kilogramo: 1000 g
        t|Tonelada: 1000 kg
        ton|Tonelada Curta: 907.18474 Kg
        LTN|Tonelada Longa: 1016.0469088 Kg
        TN|Tonelada de carga: Unidad de información que normalmente se utiliza para la facturación, que se define como sea el número de toneladas métricas o el número de metros cúbicos, lo que sea mayor
        gr|Grain (1/7000 lb, o 64.79 mg)
        dr|Dram (1/256 lb, 1/16 oz, o 1.772 g)
        oz|Onza (1/16 lb, o 28.35 g)
        lb|Libra (453.6 g)
        st|Stone (14 lb, 1/2 qr, o 6.3504 kg)
        qr|Quarter (28 lb, o 12.708 kg)
        cwt|Hundredweight (50.8 kg)
        ozt|Onza troy: 31.103 g
        lbt|Libra troy: 373.24 g
        dwt|Pennyweight: 1.55 g
        ct|Quilate métrico: 200 mg (se utiliza para la medición de oro, piedras preciosas y perlas)
        und|Unidad
        Kit|Paquete
        Paquete|Paquete
        Persona|
        Cabeza|Cabeza: animal considerado como un número
        Grupo|Grupo: conjunto de elementos clasificados juntos
        Bobina|
        Decena|Unidad de recuento de definir el número de unidades en múltiplos de 10
        Docena|Unidad de recuento de definir el número de unidades en múltiplos de 12
        Ciento|Unidad de cuenta que define el número de unidades contadas en múltiplos de 100
        Viaje|
        Visita|
        Barrica|
        Barril|
        Blanco|Unidad de conteo que define el número de blancos
        Bolso|Recipiente de material flexible con tapa abierta o cerrada
        Caja|
        Cesta|
        BTU|Unidad térmica británica
        bit|Unidad de información igual a un dígito binario
        bit/s|Bits por segundo: Unidad de información igual a un dígito binario por segundo
        kbit|Kilobits: Unidad de información igual a 10³ (1000) bits (dígitos binarios)
        kbit/s|Kilobits por segundo: Unidad de información igual a 10 ³ (1000) bits (dígitos binarios) por segundo
        Kibit|Kibibit: Unidad de información igual a 2¹¿ (1024) bits (dígitos binarios)
        Mbit|Megabit: Unidad de información igual a 10¿ (1000000) bits (dígitos binarios)
        Mbit/s|Megabit por segundo: Unidad de información igual a 10¿ (1000000) bits (dígitos binarios) por segundo.
        Mibit|Mebibit: Unidad de información igual a 2²¿ (1048576) bits (dígitos binarios)
        Gbit|Gigabit: Unidad de información igual a 10¿ bits (dígitos binarios)
        Gbit/s|Gigabit por segundo: Unidad de información igual a 10¿ bits (dígitos binarios) por segundo
        Gibit|Gibibit: Unidad de información igual a 2³¿ bits (dígitos binarios)
        Pbit|Petabit: Unidad de información igual a 10¹¿ los bits (dígitos binarios)
        Tbit|Tebibit: Unidad de información igual a 10¹² los bits (dígitos binarios)
        byte|Byte: Unidad de información igual a 8 bits
        kbyte|Kilobyte: Unidad de información igual a 103 bytes
        Mbyte|Mbyte: Unidad de información igual a 106 bytes
        Gbyte|Gigabyte: Unidad de información igual a 109 bytes
        Tbyte|Terabyte: Unidad de información igual a 1012 bytes
        Pbyte|Petabyte: Unidad de información igual a 1015bytes
        Ebyte|Exbibyte: Unidad de información igual a 1018 bytes
        Kibyte|Kibibyte: Unidad de información igual a 2¹¿ bytes
        Mibyte|Mebibyte: Unidad de información igual a 2²¿ bytes
        Gibyte|Gibibyte: Unidad de información igual a 2³¿ bytes
        Tibyte|Tebibyte: Unidad de información igual a 2¿¿ bytes
        Kcaracter|Kilocaracter: Unidad de información igual a 10³ caracteres
        Pixel|Unidad de recuento de definir el número de píxeles (píxel: elemento de imagen)
        MPixel|Megapíxeles: Unidad de recuento igual a 10¿ (1000000) píxeles (elementos de imagen)
        dpi|Puntos por pulgada: Número de puntos por pulgada lineal
        Lineas acceso|Número de líneas de acceso telefónico
        Lineas servicio|Número de líneas de servicio
        Llamada|Una unidad de recuento de definir el número de llamadas
        MML|Minuto y medio por llamada: Número de minutos (para el intervalo medio de una llamada)
        Puerto|Puerto de telecomunicaciones: Número de puerto de acceso a la red
        W|Watt
        kW|Kilowatt
        MW|Megawatt
        GW|Gigawatt
        TW|Terawatt
        Wh|Watt hora
        kWh|Kilowatt hora
        MWh|Megawatt hora
        GWh|Gigawatt hora
        TWh|Terawatt hora
        VA|Voltio-amperio
        kVA|Kilooltio-amperio
        MVA|Megavoltio-amperio
        Denier|Unidad tradicional para la indicación de la masa lineal de fibras e hilados textiles
        lbb|Libra de bateo: Unidad de masa que define el número de libras de fibra acolchada
        Madeja|Unidad de longitud, típicamente para el hilado
        Ano|Unidad de tiempo equivalente a 365.25 días
        Ano comun|Es un año civil de 365 días, uno menos que el año bisiesto, por lo que tiene exactamente 52 semanas y un día
        Mes|
        Dia|
        Hora|
        Min|
        Seg|
        Semana|Período de tiempo estándar utilizado para los ciclos de días de trabajo y de descanso
        Actividad|Actividad: una unidad de trabajo o acción
        Hora trabajo|Número de horas de trabajo
        Hora extra|Número de horas extras
        Mes trabajo|Número de meses de trabajo
        Personas|Número de personas
        Puesto|Número de puestos de trabajo
        """
}
