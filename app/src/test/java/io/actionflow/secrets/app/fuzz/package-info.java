/**
 * Requests made from an OpenAPI document, well-formed and then spoiled: {@code ApiDocument} reads what there is, {@code
 * Samples} makes instances of schemas, {@code Mutations} spoil a request, {@code RawConnection} sends bytes as they are, and
 * {@code Fuzz} drives many of them at once; {@code Judge} judges every answer. The same seed makes the same requests.
 */
@NullMarked
package io.actionflow.secrets.app.fuzz;

import org.jspecify.annotations.NullMarked;
