// Written by scripts/catalogues; don't edit.

/// CPBS segments, 2 digits (dCodCPBSabr).
///
/// Origin: the DGI's FE_BienesServicios.xsd,
/// github.com/ramirezfred/conta-facil-api, commit 5c0240bced89e02fc777f5bae5b56097511fd06c.
/// Date: XSD 1.00, about 2020-2022. One code per line, columns parted by `|`.
enum CpbsSegmentData {
    static let origin = """
        the DGI's FE_BienesServicios.xsd; \
        github.com/ramirezfred/conta-facil-api, commit 5c0240bced89e02fc777f5bae5b56097511fd06c
        """
    static let date = "XSD 1.00, about 2020-2022"
    static let text = """
        10|Material Vivo Vegetal y Animal, Accesorios y Suministros
        11|Material Mineral, Textil y Vegetal y Animal No Comestible
        12|Material Químico incluyendo Bioquímicos y Materiales de Gas
        13|Materiales de Resina, Colofonia, Caucho, Espuma, Película y Elastómericos
        14|Materiales y Productos de Papel
        15|Materiales Combustibles, Aditivos para Combustibles, Lubricantes y Anticorrosivos
        20|Maquinaria y Accesorios de Minería y Perforación de Pozos
        21|Maquinaria y Accesorios para Agricultura, Pesca, Silvicultura y Fauna
        22|Maquinaria y Accesorios para Construcción y Edificación
        23|Maquinaria y Accesorios para Manufactura y Procesamiento Industrial
        24|Maquinaria, Accesorios y Suministros para Manejo, Acondicionamiento y Almacenamiento de Materiales
        25|Vehículos Comerciales, Militares y Particulares, Accesorios y Componentes
        26|Maquinaria y Accesorios para Generación y Distribución de Energía
        27|Herramientas y Maquinaria General
        30|Componentes y Suministros para Estructuras, Edificación, Construcción y Obras Civiles
        31|Componentes y Suministros de Manufactura
        32|Componentes y Suministros Electrónicos
        39|Componentes, Accesorios y Suministros de Sistemas Eléctricos e Iluminación
        40|Componentes y Equipos para Distribución y Sistemas de Acondicionamiento
        41|Equipos y Suministros de Laboratorio, de Medición, de Observación y de Pruebas
        42|Equipo Médico, Accesorios y Suministros
        43|Difusión de Tecnologías de Información y Telecomunicaciones
        44|Equipos de Oficina, Accesorios y Suministros
        45|Equipos y Suministros para Impresión, Fotografia y Audiovisuales
        46|Equipos y Suministros de Defensa, Orden Publico, Proteccion, Vigilancia y Seguridad
        47|Equipos de Limpieza y Suministros
        48|Maquinaria, Equipo y Suministros para la Industria de Servicios
        49|Equipos, Suministros y Accesorios para Deportes y Recreación
        50|Alimentos, Bebidas y Tabaco
        51|Medicamentos y Productos Farmacéuticos
        52|Artículos Domésticos, Suministros y Productos Electrónicos de Consumo
        53|Ropa, Maletas y Productos de Aseo Personal
        54|Productos para Relojería, Joyería y Piedras Preciosas
        55|Publicaciones Impresas, Publicaciones Electrónicas y Accesorios
        56|Muebles, Mobiliario y Decoración
        60|Instrumentos Musicales, Juegos, Juguetes, Artes, Artesanías y Equipo educativo, Materiales, Accesorios y Suministros
        70|Servicios de Contratacion Agrícola, Pesquera, Forestal y de Fauna
        71|Servicios de Minería, Petróleo y Gas
        72|Servicios de Edificación, Construcción de Instalaciones y Mantenimiento
        73|Servicios de Producción Industrial y Manufactura
        76|Servicios de Limpieza, Descontaminación y Tratamiento de Residuos
        77|Servicios Medioambientales
        78|Servicios de Transporte, Almacenaje y Correo
        80|Servicios de Gestión, Servicios Profesionales de Empresa y Servicios Administrativos
        81|Servicios Basados en Ingeniería, Investigación y Tecnología
        82|Servicios Editoriales, de Diseño, de Artes Graficas y Bellas Artes
        83|Servicios Públicos y Servicios Relacionados con el Sector Público
        84|Servicios Financieros y de Seguros
        85|Servicios de Salud
        86|Servicios Educativos y de Formación
        90|Servicios de Viajes, Alimentación, Alojamiento y Entretenimiento
        91|Servicios Personales y Domésticos
        92|Servicios de Defensa Nacional, Orden Publico, Seguridad y Vigilancia
        93|Servicios Políticos y de Asuntos Cívicos
        94|Organizaciones y Clubes
        95|Terrenos, Edificios, Estructuras y Vías
        """
}
