// SPDX-License-Identifier: Apache-2.0
/** Plans and what becomes of them: a YAML file, held to a kernel's catalogue, expanded into cells. Plain values. */
package org.timertorture.plan;
