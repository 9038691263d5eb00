internal import Fiscal

extension ReportPage {
    // MARK: Submissions

    func submissions(_ html: inout HTML) {
        let isEmpty = report.manifest.traffic.requests == 0 && (report.submissions?.total ?? 0) == 0
        section(&html, "submissions", ReportTexts.submissions, empty: isEmpty ? ReportTexts.noSubmissions : nil) { html in
            if let histogram = report.submissions, histogram.total > 0 {
                SubmissionChart(histogram: histogram, say: say).draw(&html)
            } else {
                html.element("p", ["class": "quiet"], text: say(ReportTexts.noSubmissions))
            }
            traffic(&html)
        }
    }

    private func traffic(_ html: inout HTML) {
        let traffic = report.manifest.traffic
        let figures = [
            (ReportTexts.requests, grouped(traffic.requests)), (ReportTexts.retries, grouped(traffic.retries)),
            (ReportTexts.throttles, grouped(traffic.throttles)),
            (ReportTexts.longestWait, say.duration(seconds: (traffic.longestWaitMilliseconds + 500) / 1000)),
        ]
        html.element("dl", ["class": "facts"]) { html in
            for (name, text) in figures {
                html.element("div") { html in
                    html.element("dt", text: say(name))
                    html.element("dd", text: text)
                }
            }
        }
    }
}

/// Bars of POSTs over time under the line of the limit. All coordinates are whole units of the view box.
private struct SubmissionChart {
    let histogram: SubmissionHistogram
    let say: Reader

    private static let (width, height, left, top, bottom) = (960, 240, 56, 28, 212)

    /// The limit in one bin, in thousandths of a POST.
    private var limitInBin: Int? { histogram.limitPerKilosecond.map { $0 * histogram.binSeconds } }

    private var peak: Int { histogram.counts.max() ?? 0 }

    /// The largest value of the vertical axis, in thousandths of a POST.
    private var scale: Int { max(max(peak * 1000, limitInBin ?? 0) * 21 / 20, 1) }

    private func y(_ thousandths: Int) -> Int { Self.bottom - thousandths * (Self.bottom - Self.top) / scale }

    /// A short run gets a short axis, not fat bars.
    private var right: Int { min(Self.left + histogram.counts.count * 40, Self.width) }

    private func x(_ bin: Int) -> Int { Self.left + bin * (right - Self.left) / max(histogram.counts.count, 1) }

    private var bin: String { say.duration(seconds: histogram.binSeconds) }

    func draw(_ html: inout HTML) {
        let title = say(
            ReportTexts.chartTitle,
            ["total": grouped(histogram.total), "span": say.duration(seconds: histogram.spanSeconds), "bin": bin])
        html.element("figure") { html in
            html.element("figcaption", text: title)
            let box = "0 0 \(Self.width) \(Self.height)"
            html.element("svg", ["class": "chart", "viewBox": box, "role": "img", "aria-label": title]) { html in
                axis(&html)
                bars(&html)
                limit(&html)
            }
            if let limitInBin, let perKilosecond = histogram.limitPerKilosecond {
                let facts: KeyValuePairs = [
                    "peak": grouped(peak), "limit": say.thousandths(perKilosecond), "limitBin": say.thousandths(limitInBin),
                ]
                html.element("p", ["class": "quiet"], text: say(ReportTexts.utilisation, facts))
            }
        }
    }

    private func bars(_ html: inout HTML) {
        let count = max(histogram.counts.count, 1)
        let room = (right - Self.left) / count
        let gap = room > 20 ? 4 : room > 6 ? 2 : room > 2 ? 1 : 0
        for (index, posts) in histogram.counts.enumerated() where posts > 0 {
            let wide = max(x(index + 1) - x(index) - gap, 1)
            let topEdge = min(y(posts * 1000), Self.bottom - 1)
            html.element(
                "rect",
                [
                    "x": "\(x(index))", "y": "\(topEdge)", "width": "\(wide)", "height": "\(Self.bottom - topEdge)",
                    "rx": gap > 1 ? "1" : "0",
                ]
            ) { html in
                let start = histogram.start.adding(seconds: Int64(index * histogram.binSeconds))
                html.element("title", text: say.exactClock(start) + " · " + grouped(posts))
            }
        }
    }

    private func axis(_ html: inout HTML) {
        line(&html, "axis", from: (Self.left, Self.bottom), to: (Self.width, Self.bottom))
        label(&html, x: Self.left - 10, y: Self.bottom + 1, anchor: "end", "0")
        label(&html, x: Self.left - 10, y: y(peak * 1000) + 5, anchor: "end", grouped(peak))
        label(&html, x: Self.left, y: 12, anchor: "start", say(ReportTexts.perBin, ["bin": bin]))
        let end = histogram.start.adding(seconds: Int64(histogram.spanSeconds))
        let text = histogram.spanSeconds < 600 ? say.exactClock : say.clock
        label(&html, x: Self.left, y: Self.height - 8, anchor: "start", text(histogram.start))
        let middle = histogram.start.adding(seconds: Int64(histogram.spanSeconds / 2))
        if histogram.counts.count > 8 {
            label(&html, x: (Self.left + right) / 2, y: Self.height - 8, anchor: "middle", text(middle))
        }
        label(&html, x: max(right, Self.left + 140), y: Self.height - 8, anchor: "end", text(end))
    }

    private func limit(_ html: inout HTML) {
        guard let limitInBin else { return }
        line(&html, "limit", from: (Self.left, y(limitInBin)), to: (Self.width, y(limitInBin)))
        let text = say(ReportTexts.limit, ["limit": say.thousandths(limitInBin)])
        label(&html, x: Self.width, y: y(limitInBin) - 7, anchor: "end", text, class: "limit")
    }

    private func line(_ html: inout HTML, _ name: String, from: (Int, Int), to: (Int, Int)) {
        html.element(
            "line", ["class": name, "x1": "\(from.0)", "y1": "\(from.1)", "x2": "\(to.0)", "y2": "\(to.1)"]
        ) { _ in }
    }

    private func label(_ html: inout HTML, x: Int, y: Int, anchor: String, _ text: String, class name: String = "") {
        html.element("text", ["x": "\(x)", "y": "\(y)", "text-anchor": anchor, "class": name], text: text)
    }
}
