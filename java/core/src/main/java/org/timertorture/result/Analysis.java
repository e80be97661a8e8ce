// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * What comparing the cells of a run tells.
 *
 * @param headline what the chase gains over the other engines; null if not both ran
 * @param growth how the cost of models grows with their slots; null if there are not several numbers of slots
 */
public record Analysis(Headline headline, ModelGrowth growth) {}
