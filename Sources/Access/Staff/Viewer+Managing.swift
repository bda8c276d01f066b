package import Web

/// Admins and owners look after the others; nobody gives or takes away more than they have themselves.
extension Viewer {
    package var managesStaff: Bool { role >= .admin }

    /// Whether they may change or disable somebody with this role, or make somebody one.
    package func mayManage(_ other: Role) -> Bool { managesStaff && other <= role }

    package var rolesToGive: [Role] { Role.allCases.filter(mayManage) }
}
