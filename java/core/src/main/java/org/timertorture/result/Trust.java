// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * What a run's outcome can be relied on for.
 *
 * @param verdict whether the run could have failed
 * @param timing whether its times mean anything
 */
public record Trust(Assessment verdict, Assessment timing) {}
