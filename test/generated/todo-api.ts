export interface paths {
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process answers
         * @description For the liveness probe of an orchestrator. It asks nothing else, least of all the database. Never limited.
         */
        get: operations["isAlive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether requests would be served
         * @description For balancers: what requests last saw of the database, whether keys of the issuer are held, and whether the process is about to stop. Never limited.
         */
        get: operations["isReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description OpenAPI 3.1. The page /docs shows it, and tries it out.
         */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I, and where are my tasks
         * @description Verifies the token and touches no database: the cheapest way to try a token.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/{user_id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks, page by page
         * @description Filters are joined by "and". Pages are keyset pages: tasks that were there all along appear exactly once, whatever is inserted or deleted
         *     meanwhile; a task whose sort member changes meanwhile may appear again or not at all.
         *     `next_cursor` is opaque, names no secret and grants nothing. Give it back as `cursor` with the same sort and filters, or follow `Link`; `limit` and
         *     `include_total` may change from page to page. With anything else, or edited: 400 `cursor_invalid`. Every parameter may be given once only.
         */
        get: operations["listTasks"];
        put?: never;
        /**
         * Create a task
         * @description `title` is needed; absent `description` and `completed` are null and false. The server makes the id, a UUID of version 7.
         *     Sending it again creates another task: to be able to repeat a create safely, use PUT with `If-None-Match: *` and an id of your own.
         */
        post: operations["createTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/{user_id}/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one task
         * @description A task of somebody else and one that never was are the same 404.
         */
        get: operations["getTask"];
        /**
         * Replace a task, or create it under an id of your own
         * @description The body is the whole task: absent `description` and `completed` become null and false.
         *     Without `If-None-Match` the task must be there, else 404. With `If-None-Match: *` it must not: then it is created under the id of the path (201), or is there
         *     already (412 `task_exists`). Make a UUID, send, and on a broken connection send the same again: 201 and 412 both mean that the task is there once.
         *     With `If-Match` as well no task can fit: 412, or 404. Without `If-Match` the last write wins. A write that changes nothing is 200 and leaves `updated_at` and `ETag` alone.
         */
        put: operations["replaceTask"];
        post?: never;
        /**
         * Delete a task
         * @description For good. A second time it is 404. Takes no body; a JSON content type without a body is fine.
         */
        delete: operations["deleteTask"];
        options?: never;
        head?: never;
        /**
         * Change parts of a task (JSON Merge Patch)
         * @description RFC 7396: members in the body replace those of the task, absent ones stay. Null removes, so it is right for `description` alone; `{}` changes nothing.
         *     Without `If-Match` the last write wins. A write that changes nothing is 200 and leaves `updated_at` and `ETag` alone.
         */
        patch: operations["patchTask"];
        trace?: never;
    };
    "/api/{user_id}/tasks/{task_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Flip a task between open and done, or set it
         * @description Without a body: flip. With `{"completed": true}` or `false`: set. `{}` is 400.
         *     Flips are atomic: of N concurrent ones none gets lost. A flip that may be repeated on a broken connection should name `If-Match`, or set instead. Without `If-Match` the last write wins. A write that changes nothing is 200 and leaves `updated_at` and `ETag` alone.
         */
        patch: operations["completeTask"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Problem details of RFC 9457. Sent as `application/problem+json`. */
        Problem: {
            /**
             * Format: uri
             * @description Identifies the kind of problem; ends in the code.
             */
            type: string;
            /** @description The kind of problem in words; the same for every occurrence. */
            title: string;
            /** @description The status code of the answer. */
            status: number;
            /** @description This occurrence: what was wrong and what to do. */
            detail: string;
            /** @description The path of the request, without its query. */
            instance: string;
            /**
             * @description Stable: this is what a client switches on. New codes may be added.
             * @enum {string}
             */
            code: "request_malformed" | "body_malformed" | "body_invalid" | "parameter_invalid" | "precondition_invalid" | "cursor_invalid" | "token_missing" | "token_malformed" | "token_expired" | "token_not_yet_valid" | "token_signature_invalid" | "token_algorithm_not_allowed" | "token_key_unknown" | "token_issuer_mismatch" | "token_audience_mismatch" | "token_claim_invalid" | "not_owner" | "task_not_found" | "route_not_found" | "method_not_allowed" | "request_timeout" | "precondition_failed" | "task_exists" | "body_too_large" | "media_type_unsupported" | "rate_limited" | "headers_too_large" | "internal" | "database_unavailable" | "database_waking" | "pool_exhausted" | "isolation_not_proven" | "keys_unavailable" | "overloaded" | "shutting_down" | "outcome_unknown";
            /** @description As in `X-Request-Id`: quote it when asking for help. */
            request_id: string;
            /** @description With 400: the single faults, at most 20. */
            errors?: {
                /** @description JSON Pointer (RFC 6901) into the body; `""` is the body as a whole. */
                pointer?: string;
                /** @description Name of the parameter of the path or of the query. */
                parameter?: string;
                /** @description Name of the header field. */
                header?: string;
                /** @description What was wrong there and what would be right. */
                detail: string;
            }[];
        };
        /** @description The caller, as the token tells. */
        Me: {
            /** @description `sub` of the token. */
            user_id: string;
            /** @description Absolute path of the user's tasks, the user id percent-encoded. */
            tasks_url: string;
            /** @description `iss` of the token. */
            issuer: string;
            /** @description The configured audience, which the token names among its own. */
            audience: string;
            /**
             * Format: date-time
             * @description `iat` of the token, RFC 3339 in UTC.
             */
            issued_at: string;
            /**
             * Format: date-time
             * @description `exp` of the token, RFC 3339 in UTC.
             */
            expires_at: string;
        };
        TaskInput: {
            /**
             * @description 1–200 Unicode code points, at least one of them visible; stored exactly as sent.
             * @example Buy milk
             */
            title: string & (unknown & unknown);
            /**
             * @description At most 10,000 Unicode code points, or null for none. An empty string is not null.
             * @default null
             * @example Two bottles, the blue ones
             */
            description?: ((string & unknown) | null) & unknown;
            /**
             * @description Whether the task is done.
             * @default false
             */
            completed?: boolean;
        };
        TaskPatch: {
            /**
             * @description 1–200 Unicode code points, at least one of them visible; stored exactly as sent.
             * @example Buy milk
             */
            title?: string & (unknown & unknown);
            /**
             * @description At most 10,000 Unicode code points, or null for none. An empty string is not null.
             * @example Two bottles, the blue ones
             */
            description?: ((string & unknown) | null) & unknown;
            /** @description Whether the task is done. */
            completed?: boolean;
        };
        Completion: {
            /** @description Whether the task is done. */
            completed: boolean;
        };
        /** @description One thing to do. Its entity tag is the header `ETag`, not a member. */
        Task: {
            /**
             * Format: uuid
             * @description UUID in lower case; of version 7 when the server made it.
             * @example 019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52
             */
            id: string;
            /**
             * @description 1–200 Unicode code points, at least one of them visible; stored exactly as sent.
             * @example Buy milk
             */
            title: string & (unknown & unknown);
            /**
             * @description At most 10,000 Unicode code points, or null for none. An empty string is not null.
             * @example Two bottles, the blue ones
             */
            description: ((string & unknown) | null) & unknown;
            /** @description Whether the task is done. */
            completed: boolean;
            /**
             * @description The owner: `sub` of the token.
             * @example Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe
             */
            user_id: string;
            /**
             * Format: date-time
             * @description When the task was made, by the clock of the database. RFC 3339, UTC, milliseconds.
             * @example 2026-11-24T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the task last changed. A write that changes nothing leaves it alone.
             * @example 2026-11-24T09:30:00.000Z
             */
            updated_at: string;
        };
        TaskPage: {
            items: components["schemas"]["Task"][];
            /**
             * @description Opaque: give it back as `cursor` for the next page. Null on the last page.
             * @example null
             */
            next_cursor: string | null;
            /** @description With `include_total=true`: how many tasks fit the filters, over all pages. */
            total?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description User data is not for shared caches, and is revalidated. */
        "Cache-Control": string;
        /** @description Strong entity tag of the task: opaque, quoted. */
        ETag: string;
        /** @description The next page, where there is one: an absolute path, `rel="next"`. */
        Link: string;
        /** @description Absolute path of the task. */
        Location: string;
        /** @description Seconds to wait. */
        "Retry-After": number;
        /** @description Milliseconds for the token and for the database. */
        "Server-Timing": string;
        /** @description `Authorization`, and `Origin` where CORS is on. */
        Vary: string;
        /** @description RFC 6750; `error` only if there was a token. */
        "WWW-Authenticate": string;
        /** @description The id of this request. */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    isAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "alive"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "alive";
                    };
                };
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    isReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests are served. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "ready";
                    };
                };
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached.
             *     `database_waking`: The database is starting.
             *     `isolation_not_proven`: The isolation of users is not proven.
             *     `keys_unavailable`: The keys of the issuer cannot be fetched.
             *     `shutting_down`: The service is shutting down.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0",
                     *       "paths": {}
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept and sent back if it fits the pattern; otherwise the server makes one. */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_id": "Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe",
                     *       "tasks_url": "/api/Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe/tasks",
                     *       "issuer": "https://auth.example",
                     *       "audience": "https://auth.example",
                     *       "issued_at": "2026-11-24T09:30:00.000Z",
                     *       "expires_at": "2026-11-24T09:45:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token_missing`: A bearer token is needed.
             *     `token_malformed`: The token is not a well-formed JWT.
             *     `token_expired`: The token has expired.
             *     `token_not_yet_valid`: The token is not valid yet.
             *     `token_signature_invalid`: The signature of the token does not verify.
             *     `token_algorithm_not_allowed`: The algorithm of the token is not allowed.
             *     `token_key_unknown`: The key of the token is not known.
             *     `token_issuer_mismatch`: The token comes from another issuer.
             *     `token_audience_mismatch`: The token is meant for another audience.
             *     `token_claim_invalid`: A claim of the token is not acceptable.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `keys_unavailable`: The keys of the issuer cannot be fetched.
             *     `overloaded`: The service is overloaded.
             *     `shutting_down`: The service is shutting down.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /** @description Only done, or only open tasks. */
                completed?: boolean;
                /** @description Only tasks with this text in title or description, in any case. `%` and `_` are plain characters. */
                q?: string & unknown;
                /** @description Only tasks that changed then or later (inclusive). RFC 3339, such as `2026-11-24T09:30:00Z`; percent-encode the `+` of an offset. */
                updated_since?: string & unknown;
                /** @description A minus means descending. Titles sort by Unicode code point. */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "title" | "-title";
                /** @description Tasks per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. Valid only with the same user, sort and filters; `limit` may change. */
                cursor?: string;
                /** @description Adds `total` to the page. */
                include_total?: boolean;
            };
            header?: {
                /** @description Kept and sent back if it fits the pattern; otherwise the server makes one. */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description The owner: must be the token's `sub`, percent-encoded; such as `Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe`. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. Empty if nothing fits. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52",
                     *           "title": "Buy milk",
                     *           "description": null,
                     *           "completed": false,
                     *           "user_id": "Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe",
                     *           "created_at": "2026-11-24T09:30:00.000Z",
                     *           "updated_at": "2026-11-24T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             *     `cursor_invalid`: The cursor does not belong to this list.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token_missing`: A bearer token is needed.
             *     `token_malformed`: The token is not a well-formed JWT.
             *     `token_expired`: The token has expired.
             *     `token_not_yet_valid`: The token is not valid yet.
             *     `token_signature_invalid`: The signature of the token does not verify.
             *     `token_algorithm_not_allowed`: The algorithm of the token is not allowed.
             *     `token_key_unknown`: The key of the token is not known.
             *     `token_issuer_mismatch`: The token comes from another issuer.
             *     `token_audience_mismatch`: The token is meant for another audience.
             *     `token_claim_invalid`: A claim of the token is not acceptable.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_owner`: The path belongs to another user. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached.
             *     `database_waking`: The database is starting.
             *     `pool_exhausted`: All database connections are busy.
             *     `isolation_not_proven`: The isolation of users is not proven.
             *     `keys_unavailable`: The keys of the issuer cannot be fetched.
             *     `overloaded`: The service is overloaded.
             *     `shutting_down`: The service is shutting down.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept and sent back if it fits the pattern; otherwise the server makes one. */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description The owner: must be the token's `sub`, percent-encoded; such as `Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe`. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskInput"];
            };
        };
        responses: {
            /** @description The task as it was stored. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52",
                     *       "title": "Buy milk",
                     *       "description": null,
                     *       "completed": false,
                     *       "user_id": "Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe",
                     *       "created_at": "2026-11-24T09:30:00.000Z",
                     *       "updated_at": "2026-11-24T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             *     `body_malformed`: The body is not well-formed JSON in UTF-8.
             *     `body_invalid`: The body does not fit its schema.
             *     `precondition_invalid`: A precondition cannot be understood.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token_missing`: A bearer token is needed.
             *     `token_malformed`: The token is not a well-formed JWT.
             *     `token_expired`: The token has expired.
             *     `token_not_yet_valid`: The token is not valid yet.
             *     `token_signature_invalid`: The signature of the token does not verify.
             *     `token_algorithm_not_allowed`: The algorithm of the token is not allowed.
             *     `token_key_unknown`: The key of the token is not known.
             *     `token_issuer_mismatch`: The token comes from another issuer.
             *     `token_audience_mismatch`: The token is meant for another audience.
             *     `token_claim_invalid`: A claim of the token is not acceptable.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_owner`: The path belongs to another user. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `media_type_unsupported`: The media type is not supported. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached.
             *     `database_waking`: The database is starting.
             *     `pool_exhausted`: All database connections are busy.
             *     `isolation_not_proven`: The isolation of users is not proven.
             *     `keys_unavailable`: The keys of the issuer cannot be fetched.
             *     `overloaded`: The service is overloaded.
             *     `shutting_down`: The service is shutting down.
             *     `outcome_unknown`: It is not known whether the change was made.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answer 304 if one of these entity tags is current (weak comparison), or if it is `*`; such as `"1795519000123456"`. What cannot be parsed matches nothing. */
                "If-None-Match"?: string;
                /** @description Kept and sent back if it fits the pattern; otherwise the server makes one. */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description The owner: must be the token's `sub`, percent-encoded; such as `Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe`. */
                user_id: string;
                /** @description A UUID of any version, in either case; such as `019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52`. */
                task_id: string & unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52",
                     *       "title": "Buy milk",
                     *       "description": null,
                     *       "completed": false,
                     *       "user_id": "Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe",
                     *       "created_at": "2026-11-24T09:30:00.000Z",
                     *       "updated_at": "2026-11-24T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The task is still the one of `If-None-Match`. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token_missing`: A bearer token is needed.
             *     `token_malformed`: The token is not a well-formed JWT.
             *     `token_expired`: The token has expired.
             *     `token_not_yet_valid`: The token is not valid yet.
             *     `token_signature_invalid`: The signature of the token does not verify.
             *     `token_algorithm_not_allowed`: The algorithm of the token is not allowed.
             *     `token_key_unknown`: The key of the token is not known.
             *     `token_issuer_mismatch`: The token comes from another issuer.
             *     `token_audience_mismatch`: The token is meant for another audience.
             *     `token_claim_invalid`: A claim of the token is not acceptable.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_owner`: The path belongs to another user. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task_not_found`: There is no such task. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached.
             *     `database_waking`: The database is starting.
             *     `pool_exhausted`: All database connections are busy.
             *     `isolation_not_proven`: The isolation of users is not proven.
             *     `keys_unavailable`: The keys of the issuer cannot be fetched.
             *     `overloaded`: The service is overloaded.
             *     `shutting_down`: The service is shutting down.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it only if one of these strong entity tags is current, else 412; such as `"1795519000123456"`. `*` means any. Weak tags never match. Cannot be parsed: 400. No such task: 404. */
                "If-Match"?: string;
                /** @description Kept and sent back if it fits the pattern; otherwise the server makes one. */
                "X-Request-Id"?: string;
                /** @description Create the task under this id, and only if there is none yet. Anything but `*` is 400. */
                "If-None-Match"?: "*";
            };
            path: {
                /** @description The owner: must be the token's `sub`, percent-encoded; such as `Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe`. */
                user_id: string;
                /** @description A UUID of any version, in either case; such as `019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52`. */
                task_id: string & unknown;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskInput"];
            };
        };
        responses: {
            /** @description The task as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52",
                     *       "title": "Buy milk",
                     *       "description": null,
                     *       "completed": false,
                     *       "user_id": "Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe",
                     *       "created_at": "2026-11-24T09:30:00.000Z",
                     *       "updated_at": "2026-11-24T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The task was created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52",
                     *       "title": "Buy milk",
                     *       "description": null,
                     *       "completed": false,
                     *       "user_id": "Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe",
                     *       "created_at": "2026-11-24T09:30:00.000Z",
                     *       "updated_at": "2026-11-24T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             *     `body_malformed`: The body is not well-formed JSON in UTF-8.
             *     `body_invalid`: The body does not fit its schema.
             *     `precondition_invalid`: A precondition cannot be understood.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token_missing`: A bearer token is needed.
             *     `token_malformed`: The token is not a well-formed JWT.
             *     `token_expired`: The token has expired.
             *     `token_not_yet_valid`: The token is not valid yet.
             *     `token_signature_invalid`: The signature of the token does not verify.
             *     `token_algorithm_not_allowed`: The algorithm of the token is not allowed.
             *     `token_key_unknown`: The key of the token is not known.
             *     `token_issuer_mismatch`: The token comes from another issuer.
             *     `token_audience_mismatch`: The token is meant for another audience.
             *     `token_claim_invalid`: A claim of the token is not acceptable.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_owner`: The path belongs to another user. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task_not_found`: There is no such task. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `precondition_failed`: The task has changed since.
             *     `task_exists`: A task with this id exists.
             */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `media_type_unsupported`: The media type is not supported. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached.
             *     `database_waking`: The database is starting.
             *     `pool_exhausted`: All database connections are busy.
             *     `isolation_not_proven`: The isolation of users is not proven.
             *     `keys_unavailable`: The keys of the issuer cannot be fetched.
             *     `overloaded`: The service is overloaded.
             *     `shutting_down`: The service is shutting down.
             *     `outcome_unknown`: It is not known whether the change was made.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it only if one of these strong entity tags is current, else 412; such as `"1795519000123456"`. `*` means any. Weak tags never match. Cannot be parsed: 400. No such task: 404. */
                "If-Match"?: string;
                /** @description Kept and sent back if it fits the pattern; otherwise the server makes one. */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description The owner: must be the token's `sub`, percent-encoded; such as `Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe`. */
                user_id: string;
                /** @description A UUID of any version, in either case; such as `019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52`. */
                task_id: string & unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task is no more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             *     `body_malformed`: The body is not well-formed JSON in UTF-8.
             *     `body_invalid`: The body does not fit its schema.
             *     `precondition_invalid`: A precondition cannot be understood.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token_missing`: A bearer token is needed.
             *     `token_malformed`: The token is not a well-formed JWT.
             *     `token_expired`: The token has expired.
             *     `token_not_yet_valid`: The token is not valid yet.
             *     `token_signature_invalid`: The signature of the token does not verify.
             *     `token_algorithm_not_allowed`: The algorithm of the token is not allowed.
             *     `token_key_unknown`: The key of the token is not known.
             *     `token_issuer_mismatch`: The token comes from another issuer.
             *     `token_audience_mismatch`: The token is meant for another audience.
             *     `token_claim_invalid`: A claim of the token is not acceptable.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_owner`: The path belongs to another user. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task_not_found`: There is no such task. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: The task has changed since. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `media_type_unsupported`: The media type is not supported. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached.
             *     `database_waking`: The database is starting.
             *     `pool_exhausted`: All database connections are busy.
             *     `isolation_not_proven`: The isolation of users is not proven.
             *     `keys_unavailable`: The keys of the issuer cannot be fetched.
             *     `overloaded`: The service is overloaded.
             *     `shutting_down`: The service is shutting down.
             *     `outcome_unknown`: It is not known whether the change was made.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it only if one of these strong entity tags is current, else 412; such as `"1795519000123456"`. `*` means any. Weak tags never match. Cannot be parsed: 400. No such task: 404. */
                "If-Match"?: string;
                /** @description Kept and sent back if it fits the pattern; otherwise the server makes one. */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description The owner: must be the token's `sub`, percent-encoded; such as `Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe`. */
                user_id: string;
                /** @description A UUID of any version, in either case; such as `019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52`. */
                task_id: string & unknown;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskPatch"];
                "application/merge-patch+json": components["schemas"]["TaskPatch"];
            };
        };
        responses: {
            /** @description The task as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52",
                     *       "title": "Buy milk",
                     *       "description": null,
                     *       "completed": false,
                     *       "user_id": "Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe",
                     *       "created_at": "2026-11-24T09:30:00.000Z",
                     *       "updated_at": "2026-11-24T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             *     `body_malformed`: The body is not well-formed JSON in UTF-8.
             *     `body_invalid`: The body does not fit its schema.
             *     `precondition_invalid`: A precondition cannot be understood.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token_missing`: A bearer token is needed.
             *     `token_malformed`: The token is not a well-formed JWT.
             *     `token_expired`: The token has expired.
             *     `token_not_yet_valid`: The token is not valid yet.
             *     `token_signature_invalid`: The signature of the token does not verify.
             *     `token_algorithm_not_allowed`: The algorithm of the token is not allowed.
             *     `token_key_unknown`: The key of the token is not known.
             *     `token_issuer_mismatch`: The token comes from another issuer.
             *     `token_audience_mismatch`: The token is meant for another audience.
             *     `token_claim_invalid`: A claim of the token is not acceptable.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_owner`: The path belongs to another user. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task_not_found`: There is no such task. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: The task has changed since. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `media_type_unsupported`: The media type is not supported. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached.
             *     `database_waking`: The database is starting.
             *     `pool_exhausted`: All database connections are busy.
             *     `isolation_not_proven`: The isolation of users is not proven.
             *     `keys_unavailable`: The keys of the issuer cannot be fetched.
             *     `overloaded`: The service is overloaded.
             *     `shutting_down`: The service is shutting down.
             *     `outcome_unknown`: It is not known whether the change was made.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it only if one of these strong entity tags is current, else 412; such as `"1795519000123456"`. `*` means any. Weak tags never match. Cannot be parsed: 400. No such task: 404. */
                "If-Match"?: string;
                /** @description Kept and sent back if it fits the pattern; otherwise the server makes one. */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description The owner: must be the token's `sub`, percent-encoded; such as `Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe`. */
                user_id: string;
                /** @description A UUID of any version, in either case; such as `019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52`. */
                task_id: string & unknown;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Completion"];
                "application/merge-patch+json": components["schemas"]["Completion"];
            };
        };
        responses: {
            /** @description The task as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52",
                     *       "title": "Buy milk",
                     *       "description": null,
                     *       "completed": false,
                     *       "user_id": "Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe",
                     *       "created_at": "2026-11-24T09:30:00.000Z",
                     *       "updated_at": "2026-11-24T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /**
             * @description `request_malformed`: The request is not well-formed HTTP.
             *     `parameter_invalid`: A parameter of the path or the query is not acceptable.
             *     `body_malformed`: The body is not well-formed JSON in UTF-8.
             *     `body_invalid`: The body does not fit its schema.
             *     `precondition_invalid`: A precondition cannot be understood.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `token_missing`: A bearer token is needed.
             *     `token_malformed`: The token is not a well-formed JWT.
             *     `token_expired`: The token has expired.
             *     `token_not_yet_valid`: The token is not valid yet.
             *     `token_signature_invalid`: The signature of the token does not verify.
             *     `token_algorithm_not_allowed`: The algorithm of the token is not allowed.
             *     `token_key_unknown`: The key of the token is not known.
             *     `token_issuer_mismatch`: The token comes from another issuer.
             *     `token_audience_mismatch`: The token is meant for another audience.
             *     `token_claim_invalid`: A claim of the token is not acceptable.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_owner`: The path belongs to another user. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task_not_found`: There is no such task. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: The task has changed since. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `media_type_unsupported`: The media type is not supported. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers_too_large`: The header section is too large. */
            431: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database_unavailable`: The database cannot be reached.
             *     `database_waking`: The database is starting.
             *     `pool_exhausted`: All database connections are busy.
             *     `isolation_not_proven`: The isolation of users is not proven.
             *     `keys_unavailable`: The keys of the issuer cannot be fetched.
             *     `overloaded`: The service is overloaded.
             *     `shutting_down`: The service is shutting down.
             *     `outcome_unknown`: It is not known whether the change was made.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["Vary"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
