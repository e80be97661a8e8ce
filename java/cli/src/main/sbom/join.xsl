<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Adds the components of bundled.xml to the bill of materials that Maven's plugin made. -->
<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xpath-default-namespace="http://cyclonedx.org/schema/bom/1.6">
  <xsl:output indent="yes"/>
  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>
  <!-- JLine's file LICENSE.txt has three clauses. Its pom.xml says "The BSD License", which the plugin takes for four. -->
  <xsl:template match="component[group = 'org.jline']/licenses/license/id[. = 'BSD-4-Clause']">
    <xsl:copy>BSD-3-Clause</xsl:copy>
  </xsl:template>
  <xsl:template match="/bom/components">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
      <xsl:copy-of select="document('bundled.xml')/bom/components/component" copy-namespaces="no"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
