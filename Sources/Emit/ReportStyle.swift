/// The look of the report: paper and ink, one accent, five state colours that differ in lightness too (after Okabe and Ito) and never
/// stand without their shape and word.
enum ReportStyle {
    /// The shapes of the standings, to be used by name.
    static let marks: StaticString = """
        <svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>\
        <symbol id="mark-done" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/><path d="M4.6 8.3l2.4 2.4 4.5-5" class="ink"/></symbol>\
        <symbol id="mark-way" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" class="line"/><path d="M8 2a6 6 0 0 1 0 12z"/></symbol>\
        <symbol id="mark-fix" viewBox="0 0 16 16"><path d="M8 1.2l7.2 13H.8z"/><path d="M8 6v4M8 12v.4" class="ink"/></symbol>\
        <symbol id="mark-doubt" viewBox="0 0 16 16"><path d="M8 .6L15.4 8 8 15.4.6 8z"/><path d="M6.4 6.4a1.7 1.7 0 1 1 1.7 2v.9M8 11.2v.3" class="ink"/></symbol>\
        <symbol id="mark-aside" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" class="line"/></symbol>\
        <symbol id="mark-part" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" class="line"/><path d="M2 8a6 6 0 0 0 12 0z"/></symbol>\
        </defs></svg>
        """

    static let sheet: StaticString = """
        :root{color-scheme:light dark;--paper:#fbfaf6;--card:#fff;--ink:#1b2326;--soft:#586468;--rule:#dedad0;--faint:#f1efe8;
        --accent:#0b5d70;--done:#00684c;--way:#1f5fa8;--fix:#a83c00;--doubt:#7a3f95;--aside:#6a7275;--inverse:#fff;
        --serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4","Book Antiqua",Georgia,"Liberation Serif",serif;
        --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;
        --mono:ui-monospace,"SF Mono","Cascadia Mono",Consolas,"Liberation Mono",monospace}
        @media (prefers-color-scheme:dark){:root{--paper:#12171a;--card:#181e21;--ink:#e8e8e2;--soft:#9dabae;--rule:#2e383c;
        --faint:#1d2427;--accent:#6cc4d6;--done:#4cc79c;--way:#7ab4f5;--fix:#ff9a5c;--doubt:#cfa1e6;--aside:#98a3a6;--inverse:#12171a}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 var(--sans);font-variant-numeric:tabular-nums lining-nums}
        .page{max-width:62rem;margin:0 auto;padding:2.5rem clamp(1rem,4vw,2.5rem) 4rem}
        .masthead{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;align-items:baseline;border-bottom:2px solid var(--ink);padding-bottom:.7rem}
        .masthead p{margin:0}.brand{font-weight:700;letter-spacing:.01em}.when{color:var(--soft);margin-right:auto!important}
        .sandbox{font-size:.82rem;font-weight:600;color:var(--accent);border:1px solid currentColor;border-radius:99px;padding:.05rem .7rem}
        h1,h2,h3,p{margin:0}
        h1{font:600 clamp(1.9rem,5vw,2.9rem)/1.12 var(--serif);letter-spacing:-.012em;display:flex;gap:.42em;align-items:flex-start;text-wrap:balance}
        h1 .mark{width:.8em;height:.8em;flex:none;margin:.17em 0 0}
        h2{font:600 1.42rem/1.25 var(--serif);letter-spacing:-.005em}
        section{padding:2.6rem 0 0}section>h2{border-top:1px solid var(--rule);padding-top:1.3rem;margin-bottom:1rem}
        .bare{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:0 1.6rem;align-items:baseline;border-top:1px solid var(--rule);padding:.85rem 0}
        section.bare>h2{border:0;padding:0;margin:0;font-size:1.1rem}.full+.bare{margin-top:2.6rem}.bare+.full{padding-top:1.6rem}
        .verdict{padding-top:2.4rem}.verdict+.bare{margin-top:2.6rem}.quiet+.facts{margin-top:1.2rem}
        .verdict>h2{border:0;padding:0;margin:1.9rem 0 .6rem;font:600 .82rem/1.4 var(--sans);color:var(--soft);letter-spacing:.02em}
        .lead{font-size:1.12rem;margin-top:.9rem;max-width:46rem;color:var(--ink)}
        .steps{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}.steps:empty{display:none}.steps p{max-width:46rem}
        pre{margin:.45rem 0 0;padding:.75rem 1rem;background:var(--card);border:1px solid var(--rule);border-left:4px solid var(--accent);
        border-radius:3px;white-space:pre-wrap;font:600 .95rem/1.6 var(--mono)}
        code,.key,.place,.name{font-family:var(--mono);font-size:.87em}.stopped{margin:.2rem 0 0;padding-left:1.2rem}
        .quiet{color:var(--soft);font-size:.9rem;max-width:46rem}
        .mark{width:1em;height:1em;vertical-align:-.13em;margin-right:.5em;fill:currentColor}
        .mark .ink,symbol .ink{fill:none;stroke:var(--paper);stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
        symbol .line{fill:none;stroke:currentColor;stroke-width:1.6}
        .mark.done{color:var(--done)}.mark.way{color:var(--way)}.mark.fix{color:var(--fix)}.mark.doubt{color:var(--doubt)}
        .mark.aside{color:var(--aside)}.mark.part{color:var(--fix)}
        .bar{display:flex;gap:3px;height:1.5rem;margin-bottom:1.1rem}.bar span{flex:1 1 0;border-radius:2px}
        .bar .done{background:var(--done)}
        .bar .way{background:repeating-linear-gradient(135deg,var(--way) 0 5px,color-mix(in srgb,var(--way) 62%,var(--paper)) 5px 9px)}
        .bar .fix{background:var(--fix)}
        .bar .doubt{background:repeating-linear-gradient(45deg,var(--doubt) 0 3px,color-mix(in srgb,var(--doubt) 55%,var(--paper)) 3px 7px)}
        .bar .aside{background:color-mix(in srgb,var(--aside) 38%,var(--paper))}
        .legend{display:grid;grid-template-columns:repeat(5,1fr);gap:1rem;margin:0 0 2rem}
        .legend dt{font-size:.9rem;color:var(--soft)}.legend dd{margin:0}.legend b{display:block;font:600 1.7rem/1.2 var(--serif)}
        .legend dd span{font-size:.88rem;color:var(--soft);white-space:nowrap}.legend .none b{color:var(--soft);font-weight:400}.legend .none .mark{color:var(--aside)}
        .scroll{overflow-x:auto;margin:0 0 1.6rem}.scroll:last-child{margin-bottom:0}.pair .scroll:last-child{margin-bottom:1.6rem}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;font-weight:600;padding:0 0 .5rem;max-width:46rem}
        th,td{text-align:left;vertical-align:top;padding:.5rem 1.1rem .5rem 0;border-bottom:1px solid var(--rule);font-weight:400}
        th:last-child,td:last-child{padding-right:0}
        thead th{font-size:.82rem;color:var(--soft);border-bottom:1px solid var(--ink);vertical-align:bottom;padding-bottom:.35rem}
        .n{text-align:right;white-space:nowrap}.word{white-space:nowrap}
        small{display:block;font-size:.84rem;line-height:1.4;color:var(--soft)}
        .narrow{max-width:30rem}.pair{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,4fr);gap:0 3.5rem}.pair .quiet{margin-bottom:1.6rem}.quiet+.scroll{margin-top:1.3rem}.sum th,.sum td{font-weight:650;border-bottom:0;border-top:1px solid var(--ink)}
        .name,.key,.place,.margin code,small,li,pre,dd{overflow-wrap:anywhere}.order{min-width:8.5rem}.state{display:grid;grid-template-columns:auto minmax(0,1fr)}.state .mark{margin-top:.28em}.word .state{display:inline}
        .pairing{display:grid;grid-template-columns:7.2rem minmax(0,1fr);align-items:baseline;column-gap:.8rem}
        a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.16em}a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        figure{margin:0 0 1.4rem}figcaption{font-weight:600;margin-bottom:.6rem}
        .chart{display:block;width:100%;height:auto;font:13px var(--sans);overflow:visible}
        .chart rect{fill:var(--accent)}.chart text{fill:var(--soft)}.chart .axis{stroke:var(--ink);stroke-width:1}
        .chart line.limit{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:6 4}.chart text.limit{fill:var(--ink);font-weight:600}
        .facts,footer dl{display:flex;flex-wrap:wrap;gap:.8rem 2.4rem;margin:0}.facts dt,footer dt{font-size:.84rem;color:var(--soft)}
        .facts dd,footer dd{margin:0}.facts dd{font:600 1.2rem/1.3 var(--serif)}
        .fault{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:0 1.6rem;padding:1.15rem 0 1.25rem;border-bottom:1px solid var(--rule)}
        .fault:first-of-type{padding-top:0}.margin b{display:block;font:600 1.7rem/1.15 var(--serif)}.margin code{color:var(--soft)}
        .fault h3{font:600 1.02rem/1.45 var(--sans);overflow-wrap:anywhere}.fault p{max-width:46rem}.severity{display:block;font-size:.88rem}
        .error .severity{color:var(--fix)}.fault .mark.part{color:var(--aside)}
        .fault ul{margin:.55rem 0;padding:0;list-style:none;display:grid;gap:.3rem}
        .fault li{padding-left:.8rem;border-left:3px solid var(--rule)}
        footer{margin-top:3.2rem;border-top:2px solid var(--ink);padding-top:1.2rem;font-size:.9rem}footer p{margin-top:1rem;color:var(--soft)}
        footer dd{font-family:var(--mono);font-size:.87em}
        @media (max-width:56rem){.pair{grid-template-columns:minmax(0,1fr)}}
        @media (max-width:44rem){.pairing{grid-template-columns:minmax(0,1fr)}.fault{grid-template-columns:minmax(0,1fr)}.margin{display:flex;gap:.8rem;align-items:baseline;margin-bottom:.3rem}.legend{grid-template-columns:1fr 1fr}.page{padding-top:1.4rem}th,td{padding-right:.8rem}}
        @media print{@page{margin:16mm 14mm}.legend dd span{font-size:.74rem}.legend{gap:.5rem}:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--rule:#bbb;--faint:#ddd;
        --accent:#0b5d70;--done:#00684c;--way:#1f5fa8;--fix:#a83c00;--doubt:#7a3f95;--aside:#6a7275;--inverse:#fff}
        body{font-size:10.5pt;background:#fff}.page{max-width:none;padding:0}.bar span,.chart rect,.mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        section{padding-top:1.5rem}h2,h3,caption,thead{break-after:avoid}tr,.fault li,figure,.legend,.steps li,.fault,.facts,.facts div{break-inside:avoid}
        .scroll:not(:has(tr:nth-child(16))){break-inside:avoid}.quiet:has(+.scroll){break-after:avoid}
        .scroll{overflow:visible}a{color:inherit;text-decoration:none}}
        """
}
