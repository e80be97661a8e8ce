// SPDX-License-Identifier: Apache-2.0
/**
 * Reads plans from YAML files, checks them against a kernel's catalogue and expands them into cells. All types are
 * plain values.
 */
package org.timertorture.plan;
