package import Web

extension Report {
    /// The report as one file that needs nothing else: no script, no picture, no font to fetch.
    package var page: HTML { ReportPage(report: self).html }
}
