#ifndef PACBATCH_CMICROHTTPD_H
#define PACBATCH_CMICROHTTPD_H

#include <microhttpd.h>

typedef void *(*pacbatch_mhd_target_seen)(void *cls, const char *uri, struct MHD_Connection *connection);

/* MHD_start_daemon takes its options as variadic arguments, which Swift can't pass.
   One epoll thread, no listening socket of its own: connections come by MHD_add_connection. */
static inline struct MHD_Daemon *pacbatch_mhd_start(
    MHD_AccessHandlerCallback handler, MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback notified,
    pacbatch_mhd_target_seen target_seen, void *cls, unsigned int connections_max, size_t memory_per_connection)
{
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handler, cls,
        MHD_OPTION_NOTIFY_COMPLETED, completed, cls, MHD_OPTION_NOTIFY_CONNECTION, notified, cls,
        MHD_OPTION_URI_LOG_CALLBACK, target_seen, cls, MHD_OPTION_CONNECTION_LIMIT, connections_max,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory_per_connection, MHD_OPTION_END);
}

/* MHD_get_connection_info is variadic; -1 when the socket isn't known. */
static inline int pacbatch_mhd_socket(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info == NULL ? -1 : info->connect_fd;
}

/* MHD_get_connection_info is variadic; NULL when the connection has no context. */
static inline void *pacbatch_mhd_context(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == NULL ? NULL : info->socket_context;
}

#endif
