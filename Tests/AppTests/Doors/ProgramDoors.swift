/// The lines of the table of doors by which programs come in.
let programDoors = """
    GET     /t.js                                      any-site
    GET     /api/openapi.json                          any-site
    POST    /api/v1/touchpoints                        key write
    GET     /api/v1/touchpoints                        key read
    GET     /api/v1/people                             key read
    GET     /api/v1/people/:id                         key read
    POST    /api/v1/people/:id/export                  key manage
    DELETE  /api/v1/people/:id                         key manage
    POST    /api/v1/messages                           key write
    POST    /api/v1/calls                              key write
    GET     /api/v1/conversations/:number              key read
    GET     /api/v1/catalogue/kinds                    key read
    PUT     /api/v1/catalogue/kinds/:key               key manage
    GET     /api/v1/catalogue/channels                 key read
    POST    /v1/track                                  sender
    POST    /v1/t                                      sender
    POST    /v1/identify                               sender
    POST    /v1/i                                      sender
    POST    /v1/page                                   sender
    POST    /v1/p                                      sender
    POST    /v1/screen                                 sender
    POST    /v1/s                                      sender
    POST    /v1/group                                  sender
    POST    /v1/g                                      sender
    POST    /v1/alias                                  sender
    POST    /v1/a                                      sender
    POST    /v1/batch                                  sender
    POST    /v1/b                                      sender
    OPTIONS /v1/track                                  any-site
    OPTIONS /v1/t                                      any-site
    OPTIONS /v1/identify                               any-site
    OPTIONS /v1/i                                      any-site
    OPTIONS /v1/page                                   any-site
    OPTIONS /v1/p                                      any-site
    OPTIONS /v1/screen                                 any-site
    OPTIONS /v1/s                                      any-site
    OPTIONS /v1/group                                  any-site
    OPTIONS /v1/g                                      any-site
    OPTIONS /v1/alias                                  any-site
    OPTIONS /v1/a                                      any-site
    OPTIONS /v1/batch                                  any-site
    OPTIONS /v1/b                                      any-site
    """
