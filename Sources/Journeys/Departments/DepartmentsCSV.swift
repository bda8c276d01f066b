import Kernel
import Statistics
import Timeline

/// A row for each touchpoint of each department.
struct DepartmentsCSV {
    let departments: Departments

    var text: String {
        let head = ["department", "touchpoint", "control", "people", "touches", "emotion", "emotion_low", "emotion_high"]
        return CSV.sheet([head] + departments.all.flatMap { department in department.touchpoints.map { row(department, $0) } })
    }

    private func row(_ department: Departments.Department, _ touchpoint: Departments.Touchpoint) -> [String] {
        let feeling = [touchpoint.emotion.value, touchpoint.emotion.interval?.low, touchpoint.emotion.interval?.high]
        return [CSV.harmless(department.key), CSV.harmless(touchpoint.kind.key), touchpoint.kind.control.key]
            + ["\(touchpoint.people)", "\(touchpoint.touches)"] + feeling.map(CSV.figure)
    }
}
