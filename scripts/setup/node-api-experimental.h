/*
 * Included before all else when better-sqlite3 is compiled for Node-API 9.
 *
 * The addon keeps references to strings. Node-API allows that from version 10 on, and in version 9 only to addons
 * that declare themselves experimental. An experimental addon's finalizers run inside the garbage collector, where
 * most functions are forbidden; node-addon-api therefore postpones its own with the function declared below, which
 * the header package node-api-headers leaves out.
 */
#ifndef DOWNHILL_NODE_API_EXPERIMENTAL_H
#define DOWNHILL_NODE_API_EXPERIMENTAL_H

#define NAPI_VERSION 2147483647 /* the number that stands for "experimental" */
#define NODE_API_EXPERIMENTAL_NO_WARNING
#define NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER

#include <node_api.h>

EXTERN_C_START
NAPI_EXTERN napi_status NAPI_CDECL node_api_post_finalizer(node_api_basic_env env,
                                                           napi_finalize finalize_cb,
                                                           void* finalize_data,
                                                           void* finalize_hint);
EXTERN_C_END

#endif
