// Written by scripts/catalogues; don't edit.

/// CPBS families, 4 digits of which the first two are the segment (dCodCPBScmp).
///
/// Origin: the DGI's FE_BienesServicios.xsd,
/// github.com/ramirezfred/conta-facil-api, commit 5c0240bced89e02fc777f5bae5b56097511fd06c.
/// Date: XSD 1.00, about 2020-2022. One code per line, columns parted by `|`.
enum CpbsFamilyData {
    static let origin = """
        the DGI's FE_BienesServicios.xsd; \
        github.com/ramirezfred/conta-facil-api, commit 5c0240bced89e02fc777f5bae5b56097511fd06c
        """
    static let date = "XSD 1.00, about 2020-2022"
    static let text = """
        1010|Animales vivos
        1011|Productos para animales domésticos
        1012|Comida de animales
        1013|Recipientes y hábitat para animales
        1014|Productos de talabartería y arreo
        1015|Semillas, bulbos, plántulas y esquejes
        1016|Productos de floricultura y silvicultura
        1017|Fertilizantes y nutrientes para plantas y herbicidas
        1019|Productos para el control de plagas
        1020|Rosales vivos
        1021|Plantas vivas de especies o variedades de flores altas
        1022|Plantas vivas de especies o variedades de flores bajas
        1023|Crisantemos vivos
        1024|Claveles vivos
        1025|Orquídeas vivas
        1030|Rosas frescas cortadas
        1031|Bouquets cortados frescos de especies o variedades de flores altas
        1032|Bouquets cortados frescos de especies o variedades de flores bajas
        1033|Crisantemos cortados frescos
        1034|Bouquets florales cortados frescos
        1035|Claveles cortados frescos
        1036|Orquídeas cortadas frescas
        1040|Rosas cortadas secas
        1041|Bouquets cortados secos de especies o variedades de flores altas
        1042|Bouquets cortados secos de especies o variedades de flores bajas
        1043|Crisantemos cortados secos
        1044|Claveles cortados secos
        1045|Orquídeas cortadas secas
        1050|Follaje cortado fresco
        1110|Minerales, minerales metálicos y metales
        1111|Tierra y piedra
        1112|Productos no comestibles de planta y silvicultura
        1113|Productos animales no comestibles
        1114|Chatarra y materiales de desecho
        1115|Fibra, hilos e hilados
        1116|Tejidos y materiales de cuero
        1117|Aleaciones
        1118|Óxido metálico
        1119|Desechos metálicos y chatarra
        1213|Materiales explosivos
        1214|Elementos y gases
        1216|Aditivos
        1217|Colorantes
        1218|Ceras y aceites
        1219|Solventes
        1235|Compuestos y mezclas
        1310|Caucho y elastómeros
        1311|Resinas y colofonias y otros materiales derivados de resina
        1410|Materiales de papel
        1411|Productos de papel
        1412|Papel para uso industrial
        1510|Combustibles
        1511|Combustibles gaseosos y aditivos
        1512|Lubricantes, aceites, grasas y anticorrosivos
        1513|Combustible para reactores nucleares
        2010|Maquinaria y equipo de minería y explotación de canteras
        2011|Equipo de perforación y explotación de pozos
        2012|Equipo para perforación y exploración de petróleo y gas
        2013|Materiales para perforación y operaciones de petróleo y gas
        2014|Equipo de producción y operación de petróleo y gas
        2110|Maquinaria y equipo para agricultura, silvicultura y paisajismo
        2111|Equipo de pesca y acuicultura
        2210|Maquinaria y equipo pesado de construcción
        2310|Maquinaria para el procesamiento de materias primas
        2311|Maquinaria para el procesamiento de petróleo
        2312|Maquinaria y accesorios de textiles y tejidos
        2313|Maquinaria y equipos lapidarios
        2314|Maquinaria de reparación y accesorios para marroquinería
        2315|Maquinaria, equipo y suministros de procesos industriales
        2316|Máquinas, equipo y suministros para fundición
        2318|Equipo industrial para alimentos y bebidas
        2319|Mezcladores y sus partes y accesorios
        2320|Equipamiento para transferencia de masa
        2321|Maquinaria de fabricación electrónica, equipo y accesorios
        2322|Equipo y maquinaria de procesamiento de pollos
        2323|Equipo y maquinaria de procesamiento de madera y aserrado
        2324|Maquinaria y accesorios para cortar metales
        2325|Maquinaria y accesorios para el formado de metales
        2326|Maquinaria y accesorios para hacer prototipos rápidos
        2327|Maquinaria y accesorios y suministros para soldadura de todas las clases
        2328|Maquinaria para el tratamiento de metal
        2329|Herramientas de maquinado industrial
        2330|Maquinaria y equipo para cable
        2410|Maquinaria y equipo para manejo de materiales
        2411|Recipientes y almacenamiento
        2412|Materiales de empaque
        2413|Refrigeración industrial
        2414|Suministros de embalaje
        2510|Vehículos de motor
        2511|Transporte marítimo
        2512|Maquinaria y equipo para ferrocarril y tranvías
        2513|Aeronaves
        2515|Naves espaciales
        2516|Bicicletas no motorizadas
        2517|Componentes y sistemas de transporte
        2518|Carrocerías y remolques
        2519|Equipo para servicios de transporte
        2520|Sistemas y componentes y equipos aeroespaciales
        2610|Fuentes de energía
        2611|Baterías y generadores y transmisión de energía cinética
        2612|Alambres, cables y arneses
        2613|Generación de energía
        2614|Maquinaria y equipo para energía atómica o nuclear
        2711|Herramientas de mano
        2712|Maquinaria y equipo hidráulico
        2713|Maquinaria y equipo neumático
        2714|Herramientas especializadas automotrices
        3010|Componentes estructurales y formas básicas
        3011|Hormigón, cemento y yeso
        3012|Carreteras y paisaje
        3013|Productos de construcción estructurales
        3014|Aislamiento
        3015|Materiales para acabado de exteriores
        3016|Materiales de acabado de interiores
        3017|Puertas y ventanas y vidrio
        3018|Instalaciones de plomería
        3019|Equipo de apoyo para Construcción y Mantenimiento
        3024|Componentes de construcción de estructura portátil
        3025|Estructuras y materiales de minería subterránea
        3026|Materiales estructurales
        3100|Componentes y Suministros de Manufactura
        3110|Piezas de fundición y ensambles de piezas de fundición
        3111|Extrusiones
        3112|Piezas fundidas maquinadas
        3113|Forjaduras
        3114|Molduras
        3115|Cuerda, cadena, cable, alambre y correa
        3116|Ferretería
        3117|Rodamientos, cojinetes ruedas y engranajes
        3118|Empaques, glándulas, fundas y cubiertas
        3119|Materiales de afilado pulido y alisado
        3120|Adhesivos y selladores
        3121|Pinturas y bases y acabados
        3122|Extractos de teñir y de curtir
        3123|Materia prima en placas o barras labradas
        3124|Óptica industrial
        3125|Sistemas de control neumático, hidráulico o eléctrico
        3126|Cubiertas, cajas y envolturas
        3127|Piezas hechas a máquina
        3128|Componentes de placa y estampados
        3129|Extrusiones maquinadas
        3130|Forjas labradas
        3131|Ensambles de tubería fabricada
        3132|Ensambles fabricados de material en barras
        3133|Ensambles estructurales fabricados
        3134|Ensambles de lámina fabricado
        3135|Ensambles de tubería fabricada
        3136|Ensambles de placa fabricados
        3137|Refractarios
        3138|Imanes y materiales magnéticos
        3139|Maquinados
        3140|Empaques
        3141|Sellos
        3142|Partes sinterizadas
        3210|Circuitos impresos, circuitos integrados y micro ensamblajes
        3211|Dispositivo semiconductor discreto
        3212|Componentes pasivos discretos
        3213|Piezas de componentes y hardware electrónicos y accesorios
        3214|Dispositivos de tubo electrónico y accesorios
        3215|Dispositivos y componentes y accesorios de control de automatización
        3910|Lámparas y bombillas y componentes para lámparas
        3911|Iluminación, artefactos y accesorios
        3912|Equipos, suministros y componentes eléctricos
        3913|Dispositivos y accesorios y suministros de manejo de cable eléctrico
        4010|Calefacción, ventilación y circulación del aire
        4014|Distribución de fluidos y gas
        4015|Bombas y compresores industriales
        4016|Filtrado y purificación industrial
        4017|Instalaciones de tubos y entubamientos
        4018|Instalaciones de tubos y tuberías
        4110|Equipo de laboratorio y científico
        4111|Instrumentos de medida, observación y ensayo
        4112|Suministros y accesorios de laboratorio
        4212|Equipos y suministros veterinarios
        4213|Telas y vestidos médicos
        4214|Suministros, productos de tratamiento y cuidado del enfermo
        4215|Equipos y suministros dentales
        4216|Equipo de diálisis y suministros
        4217|Productos para los servicios médicos de urgencias y campo
        4218|Productos de examen y control del paciente
        4219|Productos de centro médico
        4220|Productos de hacer imágenes diagnósticas médicas y de medicina nuclear
        4221|Ayuda para personas con desafíos físicos para vivir independiente
        4222|Productos para administración intravenosa y arterial
        4223|Nutrición clínica
        4224|Productos medicinales de deportes y ortopédicos y prótesis
        4225|Productos de rehabilitación y terapia ocupacional y física
        4226|Equipo y suministros post mortem y funerarios
        4227|Productos de resucitación, anestesia y respiratorio
        4228|Productos para la esterilización médica
        4229|Productos quirúrgicos
        4230|Suministros para formación y estudios de medicina
        4231|Productos para el cuidado de heridas
        4232|Implantes ortopédicos quirúrgicos
        4319|Dispositivos de comunicaciones y accesorios
        4320|Componentes para tecnología de la información, difusión o telecomunicaciones
        4321|Equipo informático y accesorios
        4322|Equipos o plataformas y accesorios de redes multimedia o de voz y datos
        4323|Software
        4410|Maquinaria, suministros y accesorios de oficina
        4411|Accesorios de oficina y escritorio
        4412|Suministros de oficina
        4510|Equipo de imprenta y publicación
        4511|Equipos de audio y video para presentación y composición
        4512|Equipo de vídeo, filmación o fotografía
        4513|Medios fotográficos y de grabación
        4514|Suministros fotográficos para cine
        4610|Armas ligeras y munición
        4611|Armas de guerra convencionales
        4612|Misiles
        4613|Cohetes y subsistemas
        4614|Lanzadores
        4615|Protección del Orden Público
        4616|Seguridad y control público
        4617|Seguridad, vigilancia y detección
        4618|Seguridad y protección personal
        4619|Protección contra incendios
        4620|Equipo de entrenamiento de seguridad física e industrial, defensa y orden público
        4710|Tratamiento, suministros y eliminación de agua y aguas residuales
        4711|Equipo industrial de lavandería y lavado en seco
        4712|Equipo de aseo
        4713|Suministros de aseo y limpieza
        4810|Equipos de servicios de alimentación para instituciones
        4811|Máquinas expendedoras
        4812|Equipo de Juego o de Apostar
        4813|Equipo y materiales funerarios
        4910|Coleccionables y condecoraciones
        4912|Equipos y accesorios para acampada y exteriores
        4913|Equipos de pesca y caza
        4914|Equipos para deportes acuáticos
        4915|Equipos para deportes de invierno
        4916|Equipos deportivos para campos y canchas
        4917|Equipos de gimnasia y boxeo
        4918|Juegos, equipo de tiro y mesa
        4920|Equipo para entrenamiento físico
        4921|Otros deportes
        4922|Equipo y accesorios para deportes
        4924|Equipo de recreo, parques infantiles y equipo y suministros de natación y de spa
        5010|Frutos secos
        5011|Productos de carne y aves de corral
        5012|Pescados y mariscos
        5013|Productos lácteos y huevos
        5015|Aceites y grasas comestibles
        5016|Chocolates, azúcares, edulcorantes y productos de confitería
        5017|Condimentos y conservantes
        5018|Productos de panadería
        5019|Alimentos preparados y conservados
        5020|Bebidas
        5021|Tabaco y productos de fumar y substitutos
        5022|Productos de cereales y legumbres
        5030|Fruta fresca
        5031|Fruta orgánica fresca
        5032|Fruta seca
        5033|Fruta orgánica seca
        5034|Fruta congelada
        5035|Fruta orgánica congelada
        5036|Fruta en lata o en frasco
        5037|Fruta orgánica en lata o en frasco
        5038|Puré de frutas
        5040|Vegetales frescos
        5041|Vegetales orgánicos frescos
        5042|Vegetales secos
        5043|Vegetales orgánicos secos
        5044|Vegetales congelados
        5045|Vegetales orgánicos congelados
        5046|Vegetales en lata o en frasco
        5047|Vegetales orgánicos en lata o en frasco
        5110|Medicamentos antiinfecciosos
        5111|Agentes antitumorales
        5112|Medicamentos cardiovasculares
        5113|Medicamentos hematólogos
        5114|Medicamentos para el sistema nervioso central
        5115|Medicamentos para el sistema nervioso autónomo
        5116|Medicamentos que afectan al sistema respiratorio
        5117|Medicamentos que afectan al sistema gastrointestinal
        5118|Hormonas y antagonistas hormonales
        5119|Agentes que afectan el agua y los electrolitos
        5120|Medicamentos inmunomoduladores
        5121|Categorías de medicamentos varios
        5124|Fármacos que afectan a los oídos, los ojos, la nariz y la piel
        5125|Suplementos alimenticios veterinarios
        5210|Revestimientos de suelos
        5212|Ropa de cama, mantelerías, paños de cocina y toallas
        5213|Tratamientos de ventanas
        5214|Aparatos electrodomésticos
        5215|Utensilios de cocina domésticos
        5216|Electrónica de consumo
        5217|Tratamientos de pared doméstica
        5310|Ropa
        5311|Calzado
        5312|Maletas, bolsos de mano, mochilas y estuches
        5313|Artículos de tocador y cuidado personal
        5314|Fuentes y accesorios de costura
        5410|Joyería
        5411|Relojes
        5412|Gemas
        5510|Medios impresos
        5511|Material electrónico de referencia
        5512|Etiquetado y accesorios
        5610|Muebles de alojamiento
        5611|Muebles comerciales e industriales
        5612|Mobiliario institucional, escolar y educativo y accesorios
        5613|Muebles y accesorios para merchandising
        5614|Adornos para el hogar
        6010|Materiales didácticos profesionales y de desarrollo y accesorios y suministros
        6011|Decoraciones y suministros del aula
        6012|Equipo, accesorios y suministros de arte y manualidades
        6013|Instrumentos musicales, piezas y accesorios
        6014|Juguetes y juegos
        7010|Pesquerías y acuicultura
        7011|Horticultura
        7012|Servicios de animales vivos
        7013|Preparación, gestión y protección del terreno y del suelo
        7014|Producción, gestión y protección de cultivos
        7015|Silvicultura
        7016|Fauna y flora silvestres
        7017|Desarrollo y vigilancia de recursos hidráulicos
        7110|Servicios de minería
        7111|Servicios de perforación y prospección petrolífera y de gas
        7112|Servicios de construcción y perforación de pozos
        7113|Servicios de aumento de la extracción y producción de gas y petróleo
        7114|Servicios de restauración y recuperación de gas y petróleo
        7115|Servicios de procesamiento y gestión de datos de petróleo y gas
        7116|Servicios de gerencia de proyectos en pozos de petróleo y gas
        7210|Servicios de mantenimiento y reparaciones de construcciones e instalaciones
        7211|Servicios de construcción de edificaciones residenciales
        7212|Servicios de construcción de edificaciones no residenciales
        7214|Servicios de construcción pesada
        7215|Servicios de mantenimiento y construcción de comercio especializado
        7310|Industrias de plásticos y productos químicos
        7311|Industrias de la madera y el papel
        7312|Industrias del metal y de minerales
        7313|Industrias de alimentos y bebidas
        7314|Industrias de fibras, textiles y de tejidos
        7315|Servicios de apoyo a la fabricación
        7316|Fabricación de maquinaria y equipo de transporte
        7317|Fabricación de productos eléctricos e instrumentos de precisión
        7318|Servicios de maquinado y procesado
        7610|Servicios de descontaminación
        7611|Servicios de aseo y limpieza
        7612|Eliminación y tratamiento de desechos
        7613|Limpieza de residuos tóxicos y peligrosos
        7710|Gestión medioambiental
        7711|Protección medioambiental
        7712|Seguimiento, control y rehabilitación de la contaminación
        7713|Servicios de seguimiento, control o rehabilitación de contaminantes
        7810|Transporte de correo y carga
        7811|Transporte de pasajeros
        7812|Manejo y embalaje de material
        7813|Almacenaje
        7814|Servicios de transporte
        7818|Servicios de mantenimiento o reparaciones de transportes
        8010|Servicios de asesoría de gestión
        8011|Servicios de recursos humanos
        8012|Servicios legales
        8013|Servicios inmobiliarios
        8014|Comercialización y distribución
        8015|Política comercial y servicios
        8016|Servicios de administración de empresas
        8110|Servicios profesionales de ingeniería
        8111|Servicios informáticos
        8112|Economía
        8113|Estadística
        8114|Tecnologías de fabricación
        8115|Servicios de pedología
        8116|Entrega de servicios de tecnología de información
        8210|Publicidad
        8211|Escritura y traducciones
        8212|Servicios de reproducción
        8213|Servicios fotográficos
        8214|Diseño gráfico
        8215|Artistas e intérpretes profesionales
        8310|Servicios públicos
        8311|Servicios de medios de telecomunicaciones
        8312|Servicios de información
        8410|Finanzas de desarrollo
        8411|Servicios de contabilidad y auditorias
        8412|Banca e inversiones
        8413|Servicios de seguros y pensiones
        8414|Agencias de crédito
        8510|Servicios integrales de salud
        8511|Prevención y control de enfermedades
        8512|Práctica médica
        8513|Ciencia médica, investigación y experimentación
        8514|Medicina alternativa y holística
        8515|Servicios alimenticios y de nutrición
        8516|Servicios de mantenimiento, renovación y reparación de equipo médico quirúrgico
        8517|Servicios de muerte y soporte al fallecimiento
        8610|Formación profesional
        8611|Sistemas educativos alternativos
        8612|Instituciones educativas
        8613|Servicios educativos especializados
        8614|Instalaciones educativas
        9010|Restaurantes y catering (servicios de comidas y bebidas)
        9011|Instalaciones hoteleras, alojamientos y centros de encuentros
        9012|Facilitación de viajes
        9013|Artes interpretativas
        9014|Deportes comerciales
        9015|Servicios de entretenimiento
        9110|Aspecto personal
        9111|Asistencia doméstica y personal
        9210|Orden público y seguridad
        9211|Servicios militares o defensa nacional
        9212|Seguridad y protección personal
        9310|Sistemas e instituciones políticas
        9311|Condiciones sociopolíticas
        9312|Relaciones internacionales
        9313|Ayuda y asistencia humanitaria
        9314|Servicios comunitarios y sociales
        9315|Servicios de administración y financiación pública
        9316|Tributación
        9317|Política y regulación comercial
        9410|Organizaciones laborales
        9411|Organizaciones religiosas
        9412|Clubes
        9413|Organizaciones, asociaciones y movimientos cívicos
        9510|Parcelas de tierra
        9511|Vías
        9512|Estructuras y edificios permanentes
        9513|Estructuras y edificios móviles
        9514|Estructuras y edificios prefabricados
        """
}
